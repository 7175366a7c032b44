import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../../database/schema.ts';
import type { Store } from '../port.ts';
import type { EnrolledKiosk } from '../rows.ts';

export const kioskKey = async (db: Database, kioskId: string): Promise<string | null> => {
  const row = await db
    .selectFrom('kiosk')
    .select('public_key')
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();
  return row?.public_key ?? null;
};

export const documentKey = async (
  db: Database,
  kioskId: string,
  keyId: string,
): Promise<string | null> => {
  const row = await db
    .selectFrom('kiosk_key')
    .select('public_key')
    .where('kiosk_id', '=', kioskId)
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  return row?.public_key ?? null;
};

export const enrol = async (
  transaction: DatabaseTransaction,
  { kioskId, publicKey, keyId, channel }: EnrolledKiosk,
  nowMs: number,
): Promise<void> => {
  await transaction
    .insertInto('kiosk')
    .values({
      kiosk_id: kioskId,
      public_key: publicKey,
      enrolled_at_ms: nowMs,
      ...(channel === undefined ? {} : { channel }),
    })
    .onConflict((c) => c.column('kiosk_id').doUpdateSet({ public_key: publicKey }))
    .execute();
  await transaction
    .insertInto('kiosk_key')
    .values({ kiosk_id: kioskId, key_id: keyId, public_key: publicKey })
    .onConflict((c) => c.doNothing())
    .execute();
};

/** One statement: the table's primary key lets exactly one of concurrent uses through. */
export const useNonce = async (
  db: Database,
  { kioskId, nonce, staleAtMs }: Parameters<Store['useNonce']>[0],
  nowMs: number,
): Promise<boolean> => {
  const { rows } = await sql`
    with stale as (
      delete from request_nonce
        where kiosk_id = ${kioskId} and stale_at_ms < ${nowMs}::bigint and nonce <> ${nonce})
    insert into request_nonce as known (kiosk_id, nonce, stale_at_ms)
      values (${kioskId}, ${nonce}, ${staleAtMs}::bigint)
      on conflict (kiosk_id, nonce) do update set stale_at_ms = excluded.stale_at_ms
        where known.stale_at_ms < ${nowMs}::bigint
      returning nonce`.execute(db);
  return rows.length === 1;
};
