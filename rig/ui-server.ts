/** The built page and the engine's address for a plain browser on this machine. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { kioskPolicy, securityHeaders } from '../electron/content-policy.ts';
import { pageFile } from '../electron/page-files.ts';

export type UiServer = {
  /** `http://127.0.0.1:PORT`, without a slash: what the engine must allow. */
  readonly origin: string;
  /** What a person opens. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

/** The shell's own policy; the engine may come back on another port while the page stays. */
const HEADERS = securityHeaders(kioskPolicy("'self' ws://127.0.0.1:*"));

export const PAGE_FOLDER = join(import.meta.dirname, '../dist/renderer');

type Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array | string;
};

const refusal = (status: number, why: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: why,
});

/**
 * Serves `folder` and, as `/engine.json`, the file at `accessPath`, on 127.0.0.1 alone. The `Host` is
 * checked, so that no foreign page can reach the token by a name of its own that leads here.
 */
export const startUiServer = async (
  accessPath: string,
  { port = 0, folder = PAGE_FOLDER }: { readonly port?: number; readonly folder?: string } = {},
): Promise<UiServer> => {
  let host = '';
  const answer = async ({ headers, method, url }: IncomingMessage): Promise<Answer> => {
    if (headers.host !== host) return refusal(403, 'Unknown host.');
    if (headers['sec-fetch-site'] === 'cross-site') return refusal(403, 'Not from another site.');
    if (method !== 'GET') return refusal(405, 'Only GET.');
    const path = (url ?? '/').split('?')[0] ?? '/';
    if (path === '/engine.json') {
      const access = await readFile(accessPath).catch(() => null);
      if (access === null) return refusal(503, 'The engine has not started yet.');
      return { status: 200, type: 'application/json; charset=utf-8', body: access };
    }
    const file = await pageFile(folder, path);
    if (file === null) return refusal(404, 'No such page.');
    return { status: 200, type: file.type, body: file.bytes };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, type, body }) =>
        response.writeHead(status, { ...HEADERS, 'Content-Type': type }).end(body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  host = `127.0.0.1:${address.port}`;
  return {
    origin: `http://${host}`,
    url: `http://${host}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
