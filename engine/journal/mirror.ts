import { createHash } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { syncFolder } from '../keys/secret-file.ts';

/**
 * A second copy of every approval on another medium, written before the terminal is acknowledged.
 * One line each: SHA-256 (hex), a space, JSON. A torn last line is a power cut and is passed over.
 */
export type Mirror = {
  /** Durable when it returns. */
  readonly write: (entry: unknown) => void;
  /** What stands in the file now, oldest first; read as it is asked for. */
  readonly entries: () => Iterable<unknown>;
  readonly close: () => void;
};

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

const CHUNK_BYTES = 1024 * 1024;

/** The file's lines, one at a time: after years it is larger than any string may be. */
const linesOf = function* (path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (;;) {
      const count = readSync(file, chunk, 0, CHUNK_BYTES, null);
      const lines = (rest + decoder.write(chunk.subarray(0, count))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
      if (count === 0) break;
    }
    yield rest;
  } finally {
    closeSync(file);
  }
};

const readEntries = function* (path: string): Generator {
  for (const line of linesOf(path)) {
    const text = line.slice(65);
    if (line.charAt(64) === ' ' && line.slice(0, 64) === sum(text)) yield JSON.parse(text);
  }
};

export const openMirror = (folder: string): Mirror => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'approvals.mirror');
  const file = openSync(path, 'a', 0o600);
  syncFolder(folder);
  // A torn line must not swallow the next one.
  if (fstatSync(file).size > 0) writeFileSync(file, '\n');
  return {
    write: (entry) => {
      const text = JSON.stringify(entry);
      // Not `writeSync`: on a full disk it writes a part and says nothing.
      writeFileSync(file, `${sum(text)} ${text}\n`);
      fdatasyncSync(file);
    },
    entries: () => readEntries(path),
    close: () => {
      closeSync(file);
    },
  };
};
