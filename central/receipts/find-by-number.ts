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

/**
 * One more try, counted before it is looked up, so that many at once are not all let in. The count begins anew
 * when its window has ended; old ones go on the way.
 */
const countTry = async (
  db: Database,
  idEnd: string,
  nowMs: number,
): Promise<{ readonly wrong: number; readonly ends_at_ms: number }> => {
  await db
    .deleteFrom('receipt_guess')
    .where('ends_at_ms', '<=', nowMs)
    .where('id_end', '!=', idEnd)
    .execute();
  return db
    .insertInto('receipt_guess')
    .values({ id_end: idEnd, wrong: 1, ends_at_ms: nowMs + GUESS_WINDOW_MS })
    .onConflict((conflict) =>
      conflict.column('id_end').doUpdateSet({
        wrong: sql`case when receipt_guess.ends_at_ms <= ${nowMs} then 1 else receipt_guess.wrong + 1 end`,
        ends_at_ms: sql`case when receipt_guess.ends_at_ms <= ${nowMs} then excluded.ends_at_ms else receipt_guess.ends_at_ms end`,
      }),
    )
    .returning(['wrong', 'ends_at_ms'])
    .executeTakeFirstOrThrow();
};

/** It was no wrong one. */
const takeBack = async (db: Database, idEnd: string): Promise<void> => {
  await db
    .updateTable('receipt_guess')
    .set({ wrong: sql`receipt_guess.wrong - 1` })
    .where('id_end', '=', idEnd)
    .where('wrong', '>', 0)
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
  const tries = await countTry(db, idEnd, nowMs);
  if (tries.wrong > MOST_WRONG) return fail({ retryMs: tries.ends_at_ms - nowMs });
  const row = await found(db, idEnd);
  const document = row === undefined ? null : paymentDocumentSchema.parse(JSON.parse(row.document));
  if (row === undefined || document?.authorisation.lastFour !== lastFour)
    return fail({ retryMs: null });
  await takeBack(db, idEnd);
  return ok(receiptOf(document, paymentOutcomeSchema.parse(JSON.parse(row.outcome))));
};
