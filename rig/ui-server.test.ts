import { request } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startUiServer, type UiServer } from './ui-server.ts';

let folder: string;
let server: UiServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-ui-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'page/index.html'), '<title>Khidma</title>');
  writeFileSync(join(folder, 'page/assets/app.js'), 'export {};');
  writeFileSync(join(folder, 'secret'), 'a secret');
  mkdirSync(join(folder, 'page-of-another'));
  writeFileSync(join(folder, 'page-of-another/secret'), 'a secret');
  server = await startUiServer(join(folder, 'access.json'), { folder: join(folder, 'page') });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

type Answer = { status: number; type: string; policy: string; text: string };
/** With the path exactly as given: `fetch` would tidy it. */
const get = (path: string, options: { method?: string; headers?: Record<string, string> } = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const url = new URL(server.url);
    const call = request({ host: url.hostname, port: url.port, path, ...options }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'] ?? '',
          policy: String(answer.headers['content-security-policy']),
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    call.on('error', reject).end();
  });

test('serves the page with its policy', async () => {
  const page = await get('/');
  expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(page.policy).toContain("default-src 'none'");
  expect(page.policy).not.toContain('unsafe');
  expect(await get('/assets/app.js?v=1')).toMatchObject({ type: 'text/javascript; charset=utf-8' });
});

test('gives the engine’s access once it is there', async () => {
  expect(await get('/engine.json')).toMatchObject({ status: 503 });
  writeFileSync(join(folder, 'access.json'), '{"url":"ws://127.0.0.1:1/"}');
  expect(await get('/engine.json')).toMatchObject({
    status: 200,
    text: '{"url":"ws://127.0.0.1:1/"}',
  });
});

test.each([
  '/../secret',
  '/%2e%2e/secret',
  '/assets/..%2f..%2fsecret',
  '/../page-of-another/secret',
  '/%00',
  '/%',
  '/assets',
  '/gone.js',
  '//etc/passwd',
])('nothing outside the page: %s', async (path) => {
  const answer = await get(path);
  expect(answer.status).toBe(404);
  expect(answer.text).not.toContain('secret');
});

test.each(['POST', 'PUT', 'DELETE', 'HEAD'])('%s is refused', async (method) => {
  expect(await get('/', { method })).toMatchObject({ status: 405 });
});

test('a name that leads here is not enough: the token stays with this origin', async () => {
  writeFileSync(join(folder, 'access.json'), '{"token":"t"}');
  const rebound = await get('/engine.json', { headers: { host: 'evil.example' } });
  expect(rebound).toMatchObject({ status: 403 });
  const foreign = await get('/engine.json', { headers: { 'sec-fetch-site': 'cross-site' } });
  expect(foreign).toMatchObject({ status: 403 });
});
