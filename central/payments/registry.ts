import { sql } from 'kysely';
import type { Day, DatabaseTransaction } from '../database/schema.ts';

export type Claim = {
  readonly id: string;
  /** Of the signed text, hex. */
  readonly sha256: string;
  readonly document: { readonly kioskId: string };
};
export type Stored = { readonly sha256: string; readonly text: string };

/**
 * Takes the ids nobody took before, and gives those. Always in the order of the ids, so that two
 * batches with the same payments wait for each other instead of deadlocking.
 */
export const takeIds = async (
  transaction: DatabaseTransaction,
  claims: readonly Claim[],
  receivedOn: Day,
): Promise<ReadonlySet<string>> => {
  const sorted = [...claims].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { rows } = await sql<{ payment_id: string }>`
    insert into payment_registry (payment_id, kiosk_id, document_sha256, received_on)
    select id, kiosk, decode(digest, 'hex'), ${receivedOn}::date
      from unnest(${sorted.map(({ id }) => id)}::uuid[],
        ${sorted.map(({ document }) => document.kioskId)}::text[],
        ${sorted.map(({ sha256 }) => sha256)}::text[])
      as claim (id, kiosk, digest)
    on conflict (payment_id) do nothing
    returning payment_id`.execute(transaction);
  return new Set(rows.map(({ payment_id }) => payment_id));
};

/** What was recorded under these ids, for ever. */
export const storedOf = async (
  transaction: DatabaseTransaction,
  ids: readonly string[],
): Promise<readonly (readonly [string, Stored])[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ payment_id: string; sha256: string; outcome: string }>`
    select r.payment_id, encode(r.document_sha256, 'hex') as sha256, o.outcome
      from payment_registry r join payment_outcome o on o.payment_id = r.payment_id
      where r.payment_id = any(${ids}::uuid[])`.execute(transaction);
  return rows.map((row) => [row.payment_id, { sha256: row.sha256, text: row.outcome }] as const);
};
