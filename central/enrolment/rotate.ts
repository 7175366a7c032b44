import { type IdentityAnswer, type KeyOffer, keyStatement } from '../../contract/identity.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { subjectOf } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { keyIdOf, publicKeyFromRaw, verifyText } from '../identity/ed25519.ts';
import { rowsOf } from '../store/sql/store.ts';

/** How a kiosk stands that is known to be enrolled. */
export const identityOf = async (db: Database, kioskId: string): Promise<IdentityAnswer> => {
  const row = await db
    .selectFrom('kiosk')
    .select(['public_key', 'next_public_key', 'rotation_wished_at_ms'])
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirstOrThrow();
  return {
    keyId: keyIdOf(row.public_key),
    offeredKeyId: row.next_public_key === null ? null : keyIdOf(row.next_public_key),
    rotate: row.rotation_wished_at_ms !== null,
  };
};

/**
 * The kiosk's next key signs beside its present one from now on, requests and documents. Asked again the
 * same; a key it had before is refused, because that one may have been given up for a reason.
 */
export const offerKey = (
  db: Database,
  kioskId: string,
  offer: KeyOffer,
  nowMs: number,
): Promise<Result<void, string>> => {
  const { publicKey } = offer;
  if (!isProven('offered', kioskId, offer))
    return Promise.resolve(fail('The new key has not signed for itself.'));
  return writing(db, nowMs, async (transaction) => {
    const rows = rowsOf(transaction);
    const known = await rows.lockKiosk(kioskId);
    const keyId = keyIdOf(publicKey);
    if (known?.publicKeys.includes(publicKey) === true) return ok(undefined);
    if (known?.keyIds.includes(keyId) === true) return fail('The kiosk had this key before.');
    await rows.offerKey({ kioskId, publicKey, keyId }, nowMs);
    const subject = subjectOf(`kiosk ${kioskId}`);
    await rows.audit(
      [{ subject, actor: kioskId, action: 'kioskKeyOffered', detail: keyId }],
      nowMs,
    );
    return ok(undefined);
  });
};

/** The kiosk holds the new key alone: what the old one signed stays good, but it signs no more requests. */
export const takeKey = (
  db: Database,
  kioskId: string,
  taken: KeyOffer,
  nowMs: number,
): Promise<Result<void, string>> => {
  if (!isProven('taken', kioskId, taken))
    return Promise.resolve(fail('The new key has not signed for itself.'));
  return writing(db, nowMs, async (transaction) => {
    const rows = rowsOf(transaction);
    const [present, next] = (await rows.lockKiosk(kioskId))?.publicKeys ?? [];
    if (present === taken.publicKey) return ok(undefined);
    if (next !== taken.publicKey) return fail('This key was not offered.');
    await rows.takeKey(kioskId, nowMs);
    const subject = subjectOf(`kiosk ${kioskId}`);
    const detail = `${keyIdOf(present ?? '')} -> ${keyIdOf(taken.publicKey)}`;
    await rows.audit([{ subject, actor: kioskId, action: 'kioskKeyTaken', detail }], nowMs);
    return ok(undefined);
  });
};

const isProven = (
  what: 'offered' | 'taken',
  kioskId: string,
  { publicKey, proof }: KeyOffer,
): boolean => {
  const key = publicKeyFromRaw(publicKey);
  return key !== null && verifyText(key, keyStatement(what, { kioskId, publicKey }), proof);
};
