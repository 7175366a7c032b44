/** Serves the built page and `/engine.json` on loopback, as a plain browser gets them. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineAccess } from '../../contract/engine-api.ts';

export const BUILT_PAGE =
  process.env['KHIDMA_RENDERER'] ?? fileURLToPath(new URL('../../dist/renderer', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface PageServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What the shell's policy has beyond the page's own. */
const HEADERS = {
  'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'",
};

/** `access` is asked at each request for `/engine.json`; `null` answers 503. */
export const startPageServer = async (
  access: () => EngineAccess | null,
  folder = BUILT_PAGE,
): Promise<PageServer> => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (path === '/engine.json') {
      const current = access();
      response
        .writeHead(current === null ? 503 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(current));
      return;
    }
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    readFile(file).then(
      (bytes) => {
        response
          .writeHead(200, {
            ...HEADERS,
            'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          })
          .end(bytes);
      },
      () => {
        response.writeHead(404).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};
