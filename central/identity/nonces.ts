import { sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { MOST_SKEW_MS, type Signer } from './request-signature.ts';

/** Kept twice as long as needed: a step of central's own clock must not forget one too early. */
const KEEP_MS = 2 * MOST_SKEW_MS;

/**
 * Remembers a request's nonce; `false` where it was used before. Of concurrent requests with one
 * nonce the table's primary key lets exactly one through.
 */
export const useNonce = async (db: Database, signer: Signer, nowMs: number): Promise<boolean> => {
  const staleAtMs = Math.max(nowMs, signer.createdMs) + KEEP_MS;
  const { rows } = await sql`
    with stale as (
      delete from request_nonce
        where kiosk_id = ${signer.kioskId} and stale_at_ms < ${nowMs}::bigint
          and nonce <> ${signer.nonce})
    insert into request_nonce as known (kiosk_id, nonce, stale_at_ms)
      values (${signer.kioskId}, ${signer.nonce}, ${staleAtMs}::bigint)
      on conflict (kiosk_id, nonce) do update set stale_at_ms = excluded.stale_at_ms
        where known.stale_at_ms < ${nowMs}::bigint
      returning nonce`.execute(db);
  return rows.length === 1;
};
