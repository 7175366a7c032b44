import type { KeyObject } from 'node:crypto';
import { CENTRAL, subjectOf } from '../audit/entry.ts';
import type { Reads, Rows, Store } from '../store/port.ts';
import { keyIdOf, publicKeyFromRaw } from './ed25519.ts';

const KIOSK_ID = /^[A-Za-z0-9][A-Za-z0-9-]{1,62}$/u;

export const isKioskId = (text: string): boolean => KIOSK_ID.test(text);

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
export const enrolKiosk = (store: Store, kiosk: KioskKey, nowMs: number): Promise<void> =>
  store.write(nowMs, (rows) => enrolIn(rows, kiosk, CENTRAL, nowMs));

/** As `enrolKiosk`, within a transaction of the caller's. */
export const enrolIn = async (
  rows: Pick<Rows, 'enrol' | 'audit'>,
  { kioskId, publicKey, channel }: KioskKey,
  actor: string,
  nowMs: number,
): Promise<void> => {
  const keyId = keyIdOf(publicKey);
  await rows.enrol({ kioskId, publicKey, keyId, channel }, nowMs);
  const subject = subjectOf(`kiosk ${kioskId}`);
  const detail = `${kioskId}, key ${keyId}`;
  await rows.audit([{ subject, actor, action: 'kioskEnrolled', detail }], nowMs);
};

/**
 * Enrols what a command line names, at every start anew: a kiosk that was revoked meanwhile stays so,
 * and one that has changed its key since keeps the later one.
 */
export const registerKiosk = (store: Store, kiosk: KioskKey, nowMs: number): Promise<void> =>
  store.write(nowMs, async (rows) => {
    const known = await rows.lockKiosk(kiosk.kioskId);
    const had = known?.keyIds.includes(keyIdOf(kiosk.publicKey)) === true;
    if (known?.revoked === true || had) return;
    await enrolIn(rows, kiosk, CENTRAL, nowMs);
  });

export type FoundDocumentKey = { readonly key: KeyObject; readonly revoked: boolean };

/** The key with which the kiosk signed a document, now or before a rotation, else `null`. */
export const findDocumentKey = async (
  store: Pick<Reads, 'documentKey'>,
  kioskId: string,
  keyId: string,
): Promise<FoundDocumentKey | null> => {
  const found = await store.documentKey(kioskId, keyId);
  const key = found === null ? null : publicKeyFromRaw(found.publicKey);
  return found === null || key === null ? null : { key, revoked: found.revoked };
};

/** What an enrolled kiosk signs requests with, and whether it is revoked; else `null`. */
export type FoundKiosk = { readonly keys: readonly KeyObject[]; readonly revoked: boolean };

export const findKiosk = async (
  store: Pick<Reads, 'kioskKeys'>,
  kioskId: string,
): Promise<FoundKiosk | null> => {
  const found = KIOSK_ID.test(kioskId) ? await store.kioskKeys(kioskId) : null;
  if (found === null) return null;
  return {
    keys: found.publicKeys.map(publicKeyFromRaw).filter((key) => key !== null),
    revoked: found.revoked,
  };
};
