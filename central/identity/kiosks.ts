import type { KeyObject } from 'node:crypto';
import { CENTRAL, subjectOf } from '../audit/entry.ts';
import type { Reads, Store } from '../store/port.ts';
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
  store: Store,
  { kioskId, publicKey, channel }: KioskKey,
  nowMs: number,
): Promise<void> =>
  store.write(nowMs, async (rows) => {
    const keyId = keyIdOf(publicKey);
    await rows.enrol({ kioskId, publicKey, keyId, channel }, nowMs);
    const subject = subjectOf(`kiosk ${kioskId}`);
    const detail = `${kioskId}, key ${keyId}`;
    await rows.audit([{ subject, actor: CENTRAL, action: 'kioskEnrolled', detail }], nowMs);
  });

/** The key with which the kiosk signed a document, now or before a rotation, else `null`. */
export const findDocumentKey = async (
  store: Pick<Reads, 'documentKey'>,
  kioskId: string,
  keyId: string,
): Promise<KeyObject | null> => keyOf(await store.documentKey(kioskId, keyId));

/** The key with which an enrolled kiosk signs requests, else `null`. */
export const findKioskKey = async (
  store: Pick<Reads, 'kioskKey'>,
  kioskId: string,
): Promise<KeyObject | null> =>
  KIOSK_ID.test(kioskId) ? keyOf(await store.kioskKey(kioskId)) : null;

const keyOf = (raw: string | null): KeyObject | null =>
  raw === null ? null : publicKeyFromRaw(raw);
