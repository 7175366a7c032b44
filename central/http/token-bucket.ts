import type { Clock } from '../../contract/clock.ts';

type Bucket = { tokens: number; atMs: number };

/** Beyond so many, buckets that are full again are let go. */
const MANY = 50_000;

export type TokenBuckets = {
  /** Takes one token of this kiosk; 0, or the ms until there is one. */
  readonly take: (kioskId: string) => number;
};

/** So many requests a kiosk at once, and so many a second for long; of a kiosk whose name was proved. */
export const createTokenBuckets = (
  clock: Clock,
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
): TokenBuckets => {
  const buckets = new Map<string, Bucket>();
  const filled = ({ tokens, atMs }: Bucket, nowMs: number): number =>
    Math.min(burst, tokens + ((nowMs - atMs) / 1_000) * perSecond);
  const prune = (nowMs: number): void => {
    for (const [id, bucket] of buckets) if (filled(bucket, nowMs) >= burst) buckets.delete(id);
  };
  return {
    take: (kioskId) => {
      const nowMs = clock.monotonicMs();
      const known = buckets.get(kioskId);
      if (known === undefined && buckets.size >= MANY) prune(nowMs);
      const tokens = known === undefined ? burst : filled(known, nowMs);
      const left = tokens >= 1 ? tokens - 1 : tokens;
      buckets.set(kioskId, { tokens: left, atMs: nowMs });
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / perSecond) * 1_000);
    },
  };
};
