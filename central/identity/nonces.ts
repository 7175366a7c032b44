import type { Reads } from '../store/port.ts';
import { MOST_SKEW_MS, type Signer } from './request-signature.ts';

/** Kept twice as long as needed: a step of central's own clock must not forget one too early. */
const KEEP_MS = 2 * MOST_SKEW_MS;

/** Remembers a request's nonce; `false` where it was used before. */
export const useNonce = (
  store: Pick<Reads, 'useNonce'>,
  { kioskId, nonce, createdMs }: Signer,
  nowMs: number,
): Promise<boolean> =>
  store.useNonce({ kioskId, nonce, staleAtMs: Math.max(nowMs, createdMs) + KEEP_MS }, nowMs);
