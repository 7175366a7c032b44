import type { Database } from '../database/schema.ts';
import { MOST_SKEW_MS, type Signer } from './request-signature.ts';

/** Kept twice as long as needed: a step of central's own clock must not forget one too early. */
const KEEP_MS = 2 * MOST_SKEW_MS;

/**
 * Remembers a request's nonce; `false` where it was used before. Of concurrent requests with one
 * nonce the table's primary key lets exactly one through.
 */
export const useNonce = async (db: Database, signer: Signer, nowMs: number): Promise<boolean> => {
  await db
    .deleteFrom('request_nonce')
    .where('kiosk_id', '=', signer.kioskId)
    .where('stale_at_ms', '<', nowMs)
    .execute();
  const inserted = await db
    .insertInto('request_nonce')
    .values({
      kiosk_id: signer.kioskId,
      nonce: signer.nonce,
      stale_at_ms: Math.max(nowMs, signer.createdMs) + KEEP_MS,
    })
    .onConflict((c) => c.columns(['kiosk_id', 'nonce']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
};
