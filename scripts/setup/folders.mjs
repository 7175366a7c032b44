import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Whatever is made here and may be deleted: data, logs, stamps, the unpacked test runtime. */
export const varFolder = join(root, 'var');
export const setupFolder = join(varFolder, 'setup');

/** Where npm puts programs: Node 24 among them. */
export const binFolder = join(root, 'node_modules', '.bin');
export const node24 = join(binFolder, 'node');
