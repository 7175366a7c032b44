/** The citizen's JavaScript: everything that `index.html` loads before anybody touches the screen. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PAGE_FOLDER } from '../ui-server.ts';

/** Gzipped bytes (level 9), or null where the page has not been built. */
export const measurePage = (folder = PAGE_FOLDER): number | null => {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return null;
  const seen = new Set<string>();
  const take = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(join(folder, path), 'utf8');
    for (const [, next] of text.matchAll(/(?:from|import)\s*["']\.\/([\w./-]+\.js)["']/gu)) {
      take(join(path, '..', next ?? ''));
    }
  };
  for (const [, path] of readFileSync(index, 'utf8').matchAll(
    /(?:src|href)="[./]*([^"]+\.js)"/gu,
  )) {
    take(path ?? '');
  }
  return [...seen]
    .map((path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
};
