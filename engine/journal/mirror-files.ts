import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { syncFolder } from '../keys/secret-file.ts';

/** A file that only grows. Every call throws where the disk fails, and then nothing may be believed. */
export type AppendFile = {
  readonly size: () => number;
  /** All of it or an exception. */
  readonly append: (text: string) => void;
  readonly sync: () => void;
  readonly close: () => void;
};

/** What the mirror asks of a file system, so that a test can let one fail. */
export type MirrorFiles = {
  readonly makeFolder: (folder: string) => void;
  /** Makes it where it is missing; `empty` begins it anew. */
  readonly open: (path: string, empty: boolean) => AppendFile;
  /** From the first byte on, in pieces. */
  readonly read: (path: string) => Iterable<Uint8Array>;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
  /** Makes renamed and new files of the folder durable. */
  readonly syncFolder: (folder: string) => void;
};

const CHUNK_BYTES = 1024 * 1024;

const read = function* (path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const count = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
};

/** The machine's own. */
export const diskFiles: MirrorFiles = {
  makeFolder: (folder) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  },
  open: (path, empty) => {
    const file = openSync(path, empty ? 'w' : 'a', 0o600);
    return {
      size: () => fstatSync(file).size,
      append: (text) => {
        // Not `writeSync`: on a full disk it writes a part and says nothing.
        writeFileSync(file, text);
      },
      sync: () => {
        fdatasyncSync(file);
      },
      close: () => {
        closeSync(file);
      },
    };
  },
  read,
  rename: renameSync,
  remove: (path) => {
    rmSync(path, { force: true });
  },
  syncFolder,
};
