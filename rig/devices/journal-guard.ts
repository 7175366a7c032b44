import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { PaymentState } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

export type JournalGuard =
  | { readonly code: 'inUse'; readonly where: string }
  /** So many payments must still be asked about at the terminal. */
  | { readonly code: 'unsettled'; readonly count: number }
  | { readonly code: 'unreadable'; readonly where: string; readonly detail: string };

/** Payments that live on what the terminal remembers as its last transaction. */
const UNSETTLED: readonly PaymentState[] = [
  'intent',
  'authorising',
  'approved',
  'inDoubt',
  'reversing',
];

const count = (db: Database.Database): number => {
  const marks = UNSETTLED.map(() => '?').join(', ');
  const row = db
    .prepare<PaymentState[], { found: number }>(
      `SELECT COUNT(*) AS found FROM payments WHERE state IN (${marks})`,
    )
    .get(...UNSETTLED);
  return row?.found ?? 0;
};

/**
 * Whether a payment outside the journal may be made: no engine runs, and none of its payments needs what
 * the terminal remembers. A kiosk that has no journal yet owes nobody anything. Writes nothing.
 */
export const guardJournal = (dataFolder: string): Result<void, JournalGuard> => {
  const where = join(dataFolder, 'journal.sqlite');
  if (!existsSync(where)) return ok(undefined);
  let db: Database.Database | null = null;
  try {
    db = new Database(where, { readonly: true, timeout: 500 });
    const unsettled = count(db);
    return unsettled === 0 ? ok(undefined) : fail({ code: 'unsettled', count: unsettled });
  } catch (cause) {
    const { code = '', message } = cause as Error & { code?: string };
    return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')
      ? fail({ code: 'inUse', where })
      : fail({ code: 'unreadable', where, detail: message });
  } finally {
    db?.close();
  }
};
