import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

/** Everything a built page is made of; what is not named here is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export type PageFile = { readonly type: string; readonly bytes: Uint8Array };

/** A path of plain names: no empty, hidden or parent part, no backslash, no NUL, no second decoding. */
const PLAIN_PATH = /^(\/[A-Za-z0-9_@~-][A-Za-z0-9._@~-]*)+$/u;

/**
 * The file that `pathname` (as in a URL, still percent-encoded) names below `folder`, or `null`:
 * refused unless it is plain, of a known type, and truly inside after links are followed.
 */
export const pageFile = async (folder: string, pathname: string): Promise<PageFile | null> => {
  const wanted = pathname === '/' ? '/index.html' : pathname;
  if (!PLAIN_PATH.test(wanted)) return null;
  const type = TYPES[extname(wanted)];
  if (type === undefined) return null;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, wanted));
    if (!file.startsWith(root + sep)) return null;
    return { type, bytes: await readFile(file) };
  } catch {
    return null; // Absent, a folder, not readable: nothing to serve.
  }
};
