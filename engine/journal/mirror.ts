import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../keys/secret-file.ts';

/**
 * A second copy of every approval on another medium, written before the terminal is acknowledged.
 * One line each: SHA-256 (hex), a space, JSON. A torn last line is a power cut and is passed over.
 */
export type Mirror = {
  /** Durable when it returns. */
  readonly write: (entry: unknown) => void;
  readonly entries: readonly unknown[];
  readonly close: () => void;
};

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

const readEntries = (path: string): unknown[] => {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const space = line.indexOf(' ');
      const text = line.slice(space + 1);
      return space === 64 && line.slice(0, 64) === sum(text) ? [JSON.parse(text) as unknown] : [];
    });
};

export const openMirror = (folder: string): Mirror => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'approvals.mirror');
  const entries = readEntries(path);
  const file = openSync(path, 'a', 0o600);
  syncFolder(folder);
  // A torn line must not swallow the next one.
  if (fstatSync(file).size > 0) writeSync(file, '\n');
  return {
    write: (entry) => {
      const text = JSON.stringify(entry);
      writeSync(file, `${sum(text)} ${text}\n`);
      fdatasyncSync(file);
    },
    entries,
    close: () => {
      closeSync(file);
    },
  };
};
