import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFile } from './page-files.ts';

let top: string;
let page: string;

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'khidma-page-'));
  page = join(top, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await mkdir(join(top, 'page-next-door'));
  await writeFile(join(page, 'index.html'), '<p>');
  await writeFile(join(page, 'assets', 'main-B2_x.js'), 'x');
  await writeFile(join(page, '.hidden.json'), '{}');
  await writeFile(join(page, 'notes.txt'), 'no');
  await writeFile(join(top, 'secret.json'), '{}');
  await writeFile(join(top, 'page-next-door', 'secret.json'), '{}');
  await symlink(join(top, 'secret.json'), join(page, 'link.json'));
  await symlink(join(top, 'page-next-door'), join(page, 'door'));
});
afterAll(() => rm(top, { recursive: true }));

describe('files of the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/main-B2_x.js', 'text/javascript; charset=utf-8'],
  ])('%s is served as %s', async (path, type) => {
    expect((await pageFile(page, path))?.type).toBe(type);
  });

  it.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/%2e%2e%2fsecret.json',
    '/..\\secret.json',
    '//secret.json',
    '/.hidden.json',
    '/index.html%00.js',
    '/index.html/',
    '/link.json',
    '/door/secret.json',
    '/notes.txt',
    '/assets',
    '/nothing.js',
    '',
    'index.html',
  ])('%s is refused', async (path) => {
    expect(await pageFile(page, path)).toBeNull();
  });
});
