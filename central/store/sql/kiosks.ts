import { sql } from 'kysely';
import type { Database, DatabaseTransaction } from '../../database/schema.ts';
import type { Rows, Store } from '../port.ts';
import type { DocumentKey, KioskKeys, KioskRow } from '../rows.ts';

type KioskRows = Pick<
  Rows,
  'lockKiosk' | 'enrol' | 'offerKey' | 'takeKey' | 'revoke' | 'quarantine'
>;

export const kioskKeys = async (db: Database, kioskId: string): Promise<KioskKeys | null> => {
  const row = await db
    .selectFrom('kiosk')
    .select(['public_key', 'next_public_key', 'revoked_at_ms'])
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();
  return row === undefined ? null : keysOf(row);
};

const keysOf = (
  row: Pick<KioskRow, 'public_key' | 'next_public_key' | 'revoked_at_ms'>,
): KioskKeys => ({
  publicKeys:
    row.next_public_key === null ? [row.public_key] : [row.public_key, row.next_public_key],
  revoked: row.revoked_at_ms !== null,
});

export const revokedKeys = async (db: Database, kioskId: string): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('kiosk_key')
    .select('public_key')
    .where('kiosk_id', '=', kioskId)
    .where('revoked_at_ms', 'is not', null)
    .execute();
  return rows.map(({ public_key }) => public_key);
};

export const documentKey = async (
  db: Database,
  kioskId: string,
  keyId: string,
): Promise<DocumentKey | null> => {
  const row = await db
    .selectFrom('kiosk_key')
    .select(['public_key', 'revoked_at_ms'])
    .where('kiosk_id', '=', kioskId)
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { publicKey: row.public_key, revoked: row.revoked_at_ms !== null };
};

export const kioskRows = (transaction: DatabaseTransaction): KioskRows => {
  const addKey = async (key: {
    readonly kiosk_id: string;
    readonly key_id: string;
    readonly public_key: string;
    readonly from_ms: number;
  }): Promise<void> => {
    await transaction
      .insertInto('kiosk_key')
      .values(key)
      .onConflict((c) => c.doNothing())
      .execute();
  };
  const replaceOthers = async (kioskId: string, key: string, nowMs: number): Promise<void> => {
    await transaction
      .updateTable('kiosk_key')
      .set({ replaced_at_ms: nowMs })
      .where('kiosk_id', '=', kioskId)
      .where('public_key', '<>', key)
      .where('replaced_at_ms', 'is', null)
      .execute();
  };
  return {
    lockKiosk: async (kioskId) => {
      const row = await transaction
        .selectFrom('kiosk')
        .select(['public_key', 'next_public_key', 'revoked_at_ms'])
        .where('kiosk_id', '=', kioskId)
        .forUpdate()
        .executeTakeFirst();
      if (row === undefined) return null;
      const keys = await transaction
        .selectFrom('kiosk_key')
        .select('key_id')
        .where('kiosk_id', '=', kioskId)
        .orderBy('key_id')
        .execute();
      return { ...keysOf(row), keyIds: keys.map(({ key_id }) => key_id) };
    },
    enrol: async ({ kioskId, publicKey, keyId, channel }, nowMs) => {
      const key = { public_key: publicKey, next_public_key: null, revoked_at_ms: null };
      await transaction
        .insertInto('kiosk')
        .values({
          kiosk_id: kioskId,
          enrolled_at_ms: nowMs,
          ...key,
          ...(channel === undefined ? {} : { channel }),
        })
        .onConflict((c) => c.column('kiosk_id').doUpdateSet(key))
        .execute();
      await addKey({ kiosk_id: kioskId, key_id: keyId, public_key: publicKey, from_ms: nowMs });
      await replaceOthers(kioskId, publicKey, nowMs);
    },
    offerKey: async ({ kioskId, publicKey, keyId }, nowMs) => {
      await transaction
        .updateTable('kiosk')
        .set({ next_public_key: publicKey })
        .where('kiosk_id', '=', kioskId)
        .execute();
      await addKey({ kiosk_id: kioskId, key_id: keyId, public_key: publicKey, from_ms: nowMs });
    },
    takeKey: async (kioskId, nowMs) => {
      const row = await transaction
        .updateTable('kiosk')
        .set((on) => ({
          public_key: on.ref('next_public_key').$notNull(),
          next_public_key: null,
          rotation_wished_at_ms: null,
        }))
        .where('kiosk_id', '=', kioskId)
        .where('next_public_key', 'is not', null)
        .returning('public_key')
        .executeTakeFirst();
      if (row !== undefined) await replaceOthers(kioskId, row.public_key, nowMs);
    },
    revoke: async (kioskId, nowMs) => {
      await transaction
        .updateTable('kiosk')
        .set({ revoked_at_ms: nowMs })
        .where('kiosk_id', '=', kioskId)
        .execute();
      await transaction
        .updateTable('kiosk_key')
        .set({ revoked_at_ms: nowMs })
        .where('kiosk_id', '=', kioskId)
        .where('revoked_at_ms', 'is', null)
        .execute();
    },
    quarantine: async ({ kioskId, atMs }, payments) => {
      if (payments.length === 0) return new Set();
      const kept = await transaction
        .insertInto('quarantined_payment')
        .values(payments.map((each) => ({ ...each, kiosk_id: kioskId, received_at_ms: atMs })))
        .onConflict((c) => c.doNothing())
        .returning('payment_id')
        .execute();
      return new Set(kept.map(({ payment_id }) => payment_id));
    },
  };
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
