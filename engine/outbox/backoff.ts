import type { RandomBytes } from '../../contract/ids.ts';

/**
 * Wait before attempt `attempt` (1 = the first retry), in ms: doubling from `firstMs` to `mostMs`, of
 * which the upper half is random, so that a country's kiosks do not return as one.
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
  const [high = 0, low = 0] = random(2);
  return Math.round(ceiling / 2 + (ceiling / 2) * ((high * 256 + low) / 65_536));
};
