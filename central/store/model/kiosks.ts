import type { Rows, Store } from '../port.ts';
import type { KioskKeys, KioskRow } from '../rows.ts';
import { type Changes, mustBe } from './changes.ts';
import type { Tables } from './tables.ts';

type KioskRows = Pick<
  Rows,
  'lockKiosk' | 'enrol' | 'offerKey' | 'takeKey' | 'revoke' | 'quarantine'
>;

export const kioskKeys = ({ kiosk }: Tables, kioskId: string): KioskKeys | null => {
  const row = kiosk.get(kioskId);
  return row === undefined ? null : keysOf(row);
};

const keysOf = ({ public_key, next_public_key, revoked_at_ms }: KioskRow): KioskKeys => ({
  publicKeys: next_public_key === null ? [public_key] : [public_key, next_public_key],
  revoked: revoked_at_ms !== null,
});

export const kioskRows = (tables: Tables, { set }: Changes): KioskRows => {
  const { kiosk, kioskKey, quarantined } = tables;
  const rowOf = (kioskId: string): KioskRow => {
    const row = kiosk.get(kioskId);
    if (row === undefined) throw new Error('the model has no such kiosk');
    return row;
  };
  const addKey = (kioskId: string, keyId: string, publicKey: string): void => {
    const keys = kioskKey.get(kioskId);
    if (keys?.has(keyId) === true) return;
    set(kioskKey, kioskId, new Map([...(keys ?? []), [keyId, { publicKey, revoked: false }]]));
  };
  return {
    lockKiosk: (kioskId) => {
      const row = kiosk.get(kioskId);
      if (row === undefined) return null;
      return { ...keysOf(row), keyIds: [...(kioskKey.get(kioskId) ?? new Map()).keys()].sort() };
    },
    enrol: ({ kioskId, publicKey, keyId, channel = 'kiosk' }, nowMs) => {
      const known = kiosk.get(kioskId) ?? { kiosk_id: kioskId, enrolled_at_ms: nowMs, channel };
      set(kiosk, kioskId, {
        ...known,
        public_key: publicKey,
        next_public_key: null,
        revoked_at_ms: null,
        rotation_wished_at_ms: null,
      });
      addKey(kioskId, keyId, publicKey);
    },
    offerKey: ({ kioskId, publicKey, keyId }) => {
      set(kiosk, kioskId, { ...rowOf(kioskId), next_public_key: publicKey });
      addKey(kioskId, keyId, publicKey);
    },
    takeKey: (kioskId) => {
      const row = rowOf(kioskId);
      const { next_public_key: next } = row;
      if (next !== null) set(kiosk, kioskId, { ...row, public_key: next, next_public_key: null });
    },
    revoke: (kioskId, nowMs) => {
      set(kiosk, kioskId, { ...rowOf(kioskId), revoked_at_ms: nowMs });
      const keys = [...(kioskKey.get(kioskId) ?? [])];
      set(
        kioskKey,
        kioskId,
        new Map(keys.map(([keyId, key]) => [keyId, { ...key, revoked: true }])),
      );
    },
    quarantine: ({ kioskId }, payments) => {
      mustBe(kiosk.has(kioskId), 'quarantined_payment_kiosk');
      const fresh = new Set<string>();
      for (const payment of payments) {
        const name = `${kioskId} ${payment.payment_id}`;
        if (quarantined.has(name)) continue;
        set(quarantined, name, payment);
        fresh.add(payment.payment_id);
      }
      return fresh;
    },
  };
};

export const useNonce = (
  { nonce }: Tables,
  use: Parameters<Store['useNonce']>[0],
  nowMs: number,
): boolean => {
  const seen = nonce.get(use.kioskId) ?? new Map<string, number>();
  nonce.set(use.kioskId, seen);
  // Oldest first: what is stale can be forgotten.
  for (const [old, staleAtMs] of seen) {
    if (staleAtMs >= nowMs) break;
    if (old !== use.nonce) seen.delete(old);
  }
  const staleAtMs = seen.get(use.nonce);
  if (staleAtMs !== undefined && staleAtMs >= nowMs) return false;
  seen.delete(use.nonce);
  seen.set(use.nonce, use.staleAtMs);
  return true;
};
