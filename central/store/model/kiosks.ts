import type { Store } from '../port.ts';
import type { EnrolledKiosk } from '../rows.ts';
import type { Changes } from './changes.ts';
import type { Tables } from './tables.ts';

export const enrol = (
  { kiosk, kioskKey }: Tables,
  { set }: Changes,
  { kioskId, publicKey, keyId, channel = 'kiosk' }: EnrolledKiosk,
  nowMs: number,
): void => {
  const known = kiosk.get(kioskId) ?? { kiosk_id: kioskId, enrolled_at_ms: nowMs, channel };
  set(kiosk, kioskId, { ...known, public_key: publicKey });
  const keys = kioskKey.get(kioskId) ?? new Map<string, string>();
  if (!keys.has(keyId)) set(kioskKey, kioskId, new Map([...keys, [keyId, publicKey]]));
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
