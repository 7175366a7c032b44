import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEngineAccess } from './engine-access.ts';

const GOOD = { url: 'ws://127.0.0.1:4567/', token: 'k'.repeat(43) };
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'khidma-access-'));
  path = join(folder, 'engine-access.json');
});
afterEach(() => rm(folder, { recursive: true }));

const written = async (text: string, mode = 0o600): Promise<unknown> => {
  await writeFile(path, text);
  await chmod(path, mode);
  return readEngineAccess(path);
};

describe('the engine’s access file', () => {
  it('is read, and only what is expected is kept', async () => {
    expect(await written(JSON.stringify({ ...GOOD, more: 1 }))).toEqual({ ok: true, access: GOOD });
  });

  it('may be absent', async () => {
    expect(await readEngineAccess(path)).toEqual({ ok: false, problem: 'absent' });
  });

  it.each([0o640, 0o604, 0o644, 0o620])('is refused with mode %o', async (mode) => {
    expect(await written(JSON.stringify(GOOD), mode)).toEqual({
      ok: false,
      problem: 'readableByOthers',
    });
  });

  it.each([
    ['half a file', '{"url":"ws://127.0.0.1:4567/","tok'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a short token', JSON.stringify({ ...GOOD, token: 'short' })],
    ['another host', JSON.stringify({ ...GOOD, url: 'ws://10.0.0.1:4567/' })],
    ['another protocol', JSON.stringify({ ...GOOD, url: 'http://127.0.0.1:4567/' })],
    ['a path', JSON.stringify({ ...GOOD, url: 'ws://127.0.0.1:4567/x' })],
    [
      'a policy smuggled in',
      JSON.stringify({ ...GOOD, url: 'ws://127.0.0.1:4567/; script-src *' }),
    ],
    ['too much', JSON.stringify({ ...GOOD, token: 'k'.repeat(5000) })],
  ])('is refused with %s', async (_, text) => {
    expect(await written(text)).toEqual({ ok: false, problem: 'malformed' });
  });
});
