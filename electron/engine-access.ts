import { open } from 'node:fs/promises';
import type { EngineAccess } from '../contract/engine-api.ts';

const URL_FORM = /^ws:\/\/127\.0\.0\.1:[0-9]{1,5}\/$/u;
const SHORTEST_TOKEN = 32;
const LARGEST_FILE = 4096;

const isAccess = (value: unknown): value is EngineAccess => {
  if (typeof value !== 'object' || value === null) return false;
  const { url, token } = value as Record<string, unknown>;
  return (
    typeof url === 'string' &&
    URL_FORM.test(url) &&
    typeof token === 'string' &&
    token.length >= SHORTEST_TOKEN
  );
};

export type AccessReading =
  | { readonly ok: true; readonly access: EngineAccess }
  | {
      readonly ok: false;
      readonly problem: 'absent' | 'unreadable' | 'readableByOthers' | 'malformed';
    };

const codeOf = (problem: unknown): unknown =>
  problem instanceof Error && 'code' in problem ? problem.code : undefined;

/**
 * Reads the file in which the engine says where it listens and with which token. A file that
 * others on this machine can read is refused: its token is no secret any more.
 */
export const readEngineAccess = async (path: string): Promise<AccessReading> => {
  let file;
  try {
    file = await open(path, 'r');
  } catch (problem) {
    return { ok: false, problem: codeOf(problem) === 'ENOENT' ? 'absent' : 'unreadable' };
  }
  try {
    const { mode, size } = await file.stat();
    if ((mode & 0o077) !== 0) return { ok: false, problem: 'readableByOthers' };
    if (size > LARGEST_FILE) return { ok: false, problem: 'malformed' };
    const value: unknown = JSON.parse(await file.readFile('utf8'));
    if (!isAccess(value)) return { ok: false, problem: 'malformed' };
    return { ok: true, access: { url: value.url, token: value.token } };
  } catch (problem) {
    return { ok: false, problem: problem instanceof SyntaxError ? 'malformed' : 'unreadable' };
  } finally {
    await file.close();
  }
};
