/** How long a kiosk's journal of many payments takes to open. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../contract/clock.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import { openDatabase } from '../../engine/journal/database.ts';
import { createJournal, type Journal } from '../../engine/journal/journal.ts';
import { createSealer, type Sealer } from '../../engine/journal/sealed.ts';
import type { SqlDatabase } from '../../engine/journal/sql.ts';
import { payOnce } from './journal.ts';

export type StartupFigures = {
  readonly payments: number;
  readonly facts: number;
  readonly megabytes: number;
  /** The file itself: SQLite's own quick check. */
  readonly databaseMs: number;
  /** The hash chain, every link. */
  readonly chainMs: number;
};

/** Made without syncs: only how it opens is measured. */
const fill = (
  db: SqlDatabase,
  journal: Journal,
  payments: number,
  signed: SignedDocument,
): void => {
  db.pragma('synchronous = OFF', { simple: true });
  for (let n = 0; n < payments; n++) payOnce(journal, signed);
};

const opened = (folder: string): SqlDatabase => {
  const database = openDatabase(folder);
  if (!database.ok) throw new Error(database.error.detail);
  return database.value;
};

const journalOver = (db: SqlDatabase, sealer: Sealer): Journal => {
  const journal = createJournal(db, { clock: systemClock, sealer });
  if (!journal.ok) throw new Error(journal.error.detail);
  return journal.value;
};

export const measureStartup = (
  folder: string,
  payments: number,
  signed: SignedDocument,
): StartupFigures => {
  mkdirSync(folder, { recursive: true });
  const sealer = createSealer(randomBytes(32));
  const first = opened(folder);
  const filled = journalOver(first, sealer);
  fill(first, filled, payments, signed);
  const facts = filled.nextSeq() - 1;
  filled.close();
  const started = performance.now();
  const db = opened(folder);
  const between = performance.now();
  const journal = journalOver(db, sealer);
  const ended = performance.now();
  journal.close();
  return {
    payments,
    facts,
    megabytes: statSync(join(folder, 'journal.sqlite')).size / 1e6,
    databaseMs: between - started,
    chainMs: ended - between,
  };
};
