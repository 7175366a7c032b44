import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../keys/secret-file.ts';

const JOURNAL = 'journal.sqlite';
/** The log first: a file without it is an older journal, which its anchor tells; never the other way. */
const PARTS = [`${JOURNAL}-wal`, `${JOURNAL}-shm`, JOURNAL];

export type RebuildFiles = {
  /** A copy of the old journal that may be written on; `null` where there is none. */
  readonly oldCopy: string | null;
  /** The folder in which the new one is made. */
  readonly newFolder: string;
  /** Sets the old one aside, untouched, and puts the new one in its place; where the old one is now. */
  readonly swap: () => string;
  /** Takes the copies away. */
  readonly clear: () => void;
};

const syncFile = (path: string): void => {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

/** Everything happens beside the old journal until `swap`, and may be begun again at any time. */
export const prepareFiles = (dataFolder: string, nowMs: number): RebuildFiles => {
  const work = join(dataFolder, 'rebuild');
  const newFolder = join(work, 'new');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(newFolder, { recursive: true, mode: 0o700 });
  const old = join(dataFolder, JOURNAL);
  const copy = join(work, JOURNAL);
  const isThere = existsSync(old);
  if (isThere) {
    copyFileSync(old, copy);
    if (existsSync(`${old}-wal`)) copyFileSync(`${old}-wal`, `${copy}-wal`);
  }
  return {
    oldCopy: isThere ? copy : null,
    newFolder,
    swap: () => {
      const made = join(newFolder, JOURNAL);
      syncFile(made);
      const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/gu, '-');
      const aside = join(dataFolder, `broken-${stamp}`);
      mkdirSync(aside, { mode: 0o700 });
      for (const part of PARTS) {
        const path = join(dataFolder, part);
        if (existsSync(path)) renameSync(path, join(aside, part));
      }
      renameSync(made, old);
      syncFolder(aside);
      syncFolder(dataFolder);
      return aside;
    },
    clear: () => {
      rmSync(work, { recursive: true, force: true });
    },
  };
};
