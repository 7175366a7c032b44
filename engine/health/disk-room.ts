import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Bytes that a user without privileges may still write on the disk that holds, or will hold, `folder`. */
export const freeBytes = (folder: string): number => {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = statfsSync(there);
  return bavail * bsize;
};

export type ShortOfRoom = { readonly folder: string; readonly freeBytes: number };

/** The first of the folders whose disk has less room than that; `null` where all have enough. */
export const shortOfRoom = (folders: readonly string[], needBytes: number): ShortOfRoom | null => {
  for (const folder of folders) {
    const free = freeBytes(folder);
    if (free < needBytes) return { folder, freeBytes: free };
  }
  return null;
};

const PROBE_BYTES = 256 * 1024;

/** Writes and syncs a file in each folder that exists, and takes it away. Throws where the disk refuses. */
export const probeDisk = (folders: readonly string[]): void => {
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    const path = join(folder, 'probe.tmp');
    try {
      const file = openSync(path, 'w', 0o600);
      try {
        writeFileSync(file, Buffer.alloc(PROBE_BYTES, 0x5a));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } finally {
      rmSync(path, { force: true });
    }
  }
};
