import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder, writeDurably } from '../keys/secret-file.ts';

const JOURNAL = 'journal.sqlite';
/** The log first: a file without it is an older journal, which its anchor tells; never the other way. */
const PARTS = [`${JOURNAL}-wal`, `${JOURNAL}-shm`, JOURNAL];

const WORK = 'rebuild';
/** Names the folder into which the old journal is being moved, for as long as that takes. */
const SETTING_ASIDE = 'setting-aside';

/** The steps of a rebuild at whose end a test may kill it. */
export type RebuildStep = 'copied' | 'made' | 'noted' | 'movedPart' | 'movedOld' | 'inPlace';

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

const noteIn = (dataFolder: string): string => join(dataFolder, WORK, SETTING_ASIDE);

/** Whether a rebuild was killed with the old journal half moved: what lies in the folder is then no journal. */
export const isRebuildUnfinished = (dataFolder: string): boolean =>
  existsSync(noteIn(dataFolder)) && existsSync(join(dataFolder, WORK, 'new', JOURNAL));

/** Puts every part of the old journal back to where it was. */
const undoSwap = (dataFolder: string): void => {
  const aside = join(dataFolder, readFileSync(noteIn(dataFolder), 'utf8'));
  for (const part of PARTS)
    if (existsSync(join(aside, part))) renameSync(join(aside, part), join(dataFolder, part));
  syncFolder(dataFolder);
  if (existsSync(aside)) rmdirSync(aside);
};

/** Everything happens beside the old journal until `swap`, and may be begun again at any time. */
export const prepareFiles = (
  dataFolder: string,
  nowMs: number,
  step: (done: RebuildStep) => void,
): RebuildFiles => {
  const work = join(dataFolder, WORK);
  const newFolder = join(work, 'new');
  if (isRebuildUnfinished(dataFolder)) undoSwap(dataFolder);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(newFolder, { recursive: true, mode: 0o700 });
  const old = join(dataFolder, JOURNAL);
  const copy = join(work, JOURNAL);
  const isThere = existsSync(old);
  if (isThere) {
    copyFileSync(old, copy);
    if (existsSync(`${old}-wal`)) copyFileSync(`${old}-wal`, `${copy}-wal`);
  }
  step('copied');
  return {
    oldCopy: isThere ? copy : null,
    newFolder,
    swap: () => {
      const made = join(newFolder, JOURNAL);
      syncFile(made);
      const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/gu, '-');
      const name = `broken-${stamp}`;
      const aside = join(dataFolder, name);
      writeDurably(noteIn(dataFolder), Buffer.from(name));
      step('noted');
      mkdirSync(aside, { mode: 0o700 });
      for (const part of PARTS) {
        const path = join(dataFolder, part);
        if (!existsSync(path)) continue;
        renameSync(path, join(aside, part));
        step('movedPart');
      }
      syncFolder(aside);
      syncFolder(dataFolder);
      step('movedOld');
      renameSync(made, old);
      syncFolder(newFolder);
      syncFolder(dataFolder);
      step('inPlace');
      return aside;
    },
    clear: () => {
      rmSync(work, { recursive: true, force: true });
    },
  };
};
