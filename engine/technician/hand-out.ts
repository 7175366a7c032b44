import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../keys/secret-file.ts';

export type HandedOut = { readonly name: string; readonly bytes: Uint8Array };

/** Writes `files` into the first of `folders` that takes them all; where the first one is, or `null`. */
export const handOut = (
  folders: readonly string[],
  files: readonly [HandedOut, ...HandedOut[]],
): string | null => {
  for (const folder of folders) {
    try {
      mkdirSync(folder, { recursive: true });
      for (const { name, bytes } of files) writeDurably(join(folder, name), bytes);
      return join(folder, files[0].name);
    } catch {
      // A stick that takes nothing: the next place.
    }
  }
  return null;
};

/** `20261122-1640`: for names of files, in UTC so that they stand in order. */
export const stampOf = (wallMs: number): string =>
  new Date(wallMs).toISOString().slice(0, 16).replaceAll(/[-:]/gu, '').replace('T', '-');
