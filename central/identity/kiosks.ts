import type { KeyObject } from 'node:crypto';
import { CENTRAL, recordAudit, subjectOf } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { keyIdOf, publicKeyFromRaw } from './ed25519.ts';

const KIOSK_ID = /^[A-Za-z0-9][A-Za-z0-9-]{1,62}$/u;

export type KioskKey = {
  readonly kioskId: string;
  readonly publicKey: string;
  /** For the statistics; `kiosk` unless told. */
  readonly channel?: string;
};

/** `ID=KEY` of the command line, or `null` where it is not that. */
export const parseKioskKey = (text: string): KioskKey | null => {
  const [kioskId = '', publicKey = '', ...rest] = text.split('=');
  if (rest.length > 0 || !KIOSK_ID.test(kioskId)) return null;
  return publicKeyFromRaw(publicKey) === null ? null : { kioskId, publicKey };
};

/** Makes the kiosk known, or replaces the key it signs requests with; older keys' documents stay good. */
export const enrolKiosk = (
  db: Database,
  { kioskId, publicKey, channel }: KioskKey,
  nowMs: number,
): Promise<void> =>
  writing(db, nowMs, async (transaction) => {
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
      .values({ kiosk_id: kioskId, key_id: keyIdOf(publicKey), public_key: publicKey })
      .onConflict((c) => c.doNothing())
      .execute();
    const subject = subjectOf(`kiosk ${kioskId}`);
    const detail = `${kioskId}, key ${keyIdOf(publicKey)}`;
    await recordAudit(
      transaction,
      [{ subject, actor: CENTRAL, action: 'kioskEnrolled', detail }],
      nowMs,
    );
  });

/** The key with which the kiosk signed a document, now or before a rotation, else `null`. */
export const findDocumentKey = async (
  db: Database,
  kioskId: string,
  keyId: string,
): Promise<KeyObject | null> => {
  const row = await db
    .selectFrom('kiosk_key')
    .select('public_key')
    .where('kiosk_id', '=', kioskId)
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  return row === undefined ? null : publicKeyFromRaw(row.public_key);
};

/** The key with which an enrolled kiosk signs requests, else `null`. */
export const findKioskKey = async (db: Database, kioskId: string): Promise<KeyObject | null> => {
  if (!KIOSK_ID.test(kioskId)) return null;
  const row = await db
    .selectFrom('kiosk')
    .select('public_key')
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();
  return row === undefined ? null : publicKeyFromRaw(row.public_key);
};
