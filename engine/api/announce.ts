import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  engineAccessSchema,
  type EngineAccess,
  type EngineService,
} from '../../contract/engine-api.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import { writeDurably } from '../keys/secret-file.ts';
import { startApi, type ApiServer } from './server.ts';

const FILE = 'engine-access.json';

const lastAccess = (dataFolder: string): EngineAccess | null => {
  try {
    const text: unknown = JSON.parse(readFileSync(join(dataFolder, FILE), 'utf8'));
    const parsed = engineAccessSchema.safeParse(text);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/**
 * Opens the API and says where it is. Where that cannot be written down any more, it opens where the
 * last engine was, under its token: the screen finds it there. Rejects where neither can be done.
 */
export const announceApi = async (
  config: KioskConfig,
  service: EngineService,
  random: RandomBytes,
): Promise<ApiServer> => {
  const { dataFolder, api } = config;
  const start = (port: number, token: string): Promise<ApiServer> =>
    startApi({ service, token, port, origins: api.origins });
  const token = Buffer.from(random(32)).toString('base64url');
  const server = await start(api.port, token);
  try {
    const access: EngineAccess = { url: server.url, token };
    writeDurably(join(dataFolder, FILE), Buffer.from(JSON.stringify(access)));
    return server;
  } catch (cause) {
    await server.close();
    const last = lastAccess(dataFolder);
    if (last === null) throw cause;
    return start(Number(new URL(last.url).port), last.token);
  }
};
