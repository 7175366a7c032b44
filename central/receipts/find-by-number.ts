import { sql } from 'kysely';
import { type CentralReceipt, paymentOutcomeSchema } from '../../contract/gateway.ts';
import { idEndOf } from '../../contract/ids.ts';
import { paymentDocumentSchema } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { Database } from '../database/schema.ts';
import { receiptOf } from './find.ts';

/** So many wrong digits for one number, from all kiosks together, and none is answered for an hour. */
export const MOST_WRONG = 5;
export const GUESS_WINDOW_MS = 60 * 60_000;

/** What the index of the registry is made of: the last group of the id. */
const GROUP = 12;

const found = (db: Database, idEnd: string) =>
  db
    .selectFrom('payment_registry')
    .innerJoin('payment', (join) =>
      join
        .onRef('payment.payment_id', '=', 'payment_registry.payment_id')
        .onRef('payment.received_on', '=', 'payment_registry.received_on'),
    )
    .innerJoin('payment_outcome', 'payment_outcome.payment_id', 'payment_registry.payment_id')
    .select(['payment.document', 'payment_outcome.outcome'])
    .where(sql`right(payment_registry.payment_id::text, 12)`, '=', idEnd.slice(-GROUP))
    .where(sql`right(replace(payment_registry.payment_id::text, '-', ''), 15)`, '=', idEnd)
    .executeTakeFirst();

/** Until when nothing is answered for this number, ms since 1970; `null`: it may be asked for. */
const closedUntil = async (db: Database, idEnd: string, nowMs: number): Promise<number | null> => {
  const row = await db
    .selectFrom('receipt_guess')
    .select(['wrong', 'ends_at_ms'])
    .where('id_end', '=', idEnd)
    .executeTakeFirst();
  return row !== undefined && row.ends_at_ms > nowMs && row.wrong >= MOST_WRONG
    ? row.ends_at_ms
    : null;
};

/** One more, in the window that began with the first; old windows go on the way. */
const countWrong = async (db: Database, idEnd: string, nowMs: number): Promise<void> => {
  await db.deleteFrom('receipt_guess').where('ends_at_ms', '<=', nowMs).execute();
  await db
    .insertInto('receipt_guess')
    .values({ id_end: idEnd, wrong: 1, ends_at_ms: nowMs + GUESS_WINDOW_MS })
    .onConflict((conflict) =>
      conflict.column('id_end').doUpdateSet({ wrong: sql`receipt_guess.wrong + 1` }),
    )
    .execute();
};

/**
 * The receipt under this number, where the card's digits fit. `retryMs`: too many wrong ones were tried, of
 * a number that exists or not, so that the answer does not tell.
 */
export const findByNumber = async (
  db: Database,
  { shortId, lastFour }: { readonly shortId: string; readonly lastFour: string },
  nowMs: number,
): Promise<Result<CentralReceipt, { readonly retryMs: number | null }>> => {
  const idEnd = idEndOf(shortId);
  const until = await closedUntil(db, idEnd, nowMs);
  if (until !== null) return fail({ retryMs: until - nowMs });
  const row = await found(db, idEnd);
  const document = row === undefined ? null : paymentDocumentSchema.parse(JSON.parse(row.document));
  if (row === undefined || document?.authorisation.lastFour !== lastFour) {
    await countWrong(db, idEnd, nowMs);
    return fail({ retryMs: null });
  }
  return ok(receiptOf(document, paymentOutcomeSchema.parse(JSON.parse(row.outcome))));
};
