import type { RandomBytes } from '../../contract/ids.ts';

/** A number from 0 up to, not including, 1. */
export const fraction = (random: RandomBytes): number => {
  const [high = 0, low = 0] = random(2);
  return (high * 256 + low) / 65_536;
};

/**
 * Wait before attempt `attempt` (1 = the first retry), in ms: anywhere between half of `firstMs` and a
 * ceiling that doubles from `firstMs` to `mostMs`. The whole range is random ("full jitter"), so that a
 * country's kiosks do not return as one.
 */
export const backoffMs = (
  attempt: number,
  {
    firstMs,
    mostMs,
    random,
  }: { readonly firstMs: number; readonly mostMs: number; readonly random: RandomBytes },
): number => {
  const ceiling = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  const floor = Math.min(firstMs, ceiling) / 2;
  return Math.round(floor + (ceiling - floor) * fraction(random));
};

/** An outage counts a twentieth towards the time over which kiosks return. */
const OUTAGE_SHARE = 0.05;

/**
 * How long a kiosk lets its queue wait at the first contact after an outage of `outageMs`: somewhere
 * in a window that grows with the outage, to at most `mostMs`.
 */
export const returnMs = (
  outageMs: number,
  { mostMs, random }: { readonly mostMs: number; readonly random: RandomBytes },
): number => Math.round(Math.min(mostMs, Math.max(0, outageMs) * OUTAGE_SHARE) * fraction(random));
