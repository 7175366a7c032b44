import { perSecond, type Contestant } from './contestant.ts';

/** Over the rounds: the median, and what half of them lie between. */
export type Middle = { readonly median: number; readonly low: number; readonly high: number };

/** Operations a second, and how many times as fast the reference was in the same round; `null`: no such thing. */
export type Figures = {
  readonly name: string;
  readonly enqueue: Middle;
  readonly dequeue: Middle | null;
  readonly enqueueInFlight: Middle | null;
  readonly dequeueInFlight: Middle | null;
  readonly enqueueRatio: Middle | null;
  readonly dequeueRatio: Middle | null;
};

export type Plan = {
  readonly rounds: number;
  readonly warmUp: number;
  readonly items: number;
  readonly inFlight: number;
  /** By name: whom everyone is compared with. */
  readonly reference: string;
};

type Sample = {
  readonly enqueue: number;
  readonly dequeue: number | null;
  readonly enqueueInFlight: number | null;
  readonly dequeueInFlight: number | null;
};

const round = async (contestant: Contestant, { items, inFlight }: Plan): Promise<Sample> => {
  const { enqueue, dequeue, overlaps } = contestant;
  const one = perSecond(items, await enqueue(items, 1));
  const out = dequeue && perSecond(items, await dequeue(items, 1));
  const many = overlaps ? perSecond(items, await enqueue(items, inFlight)) : null;
  const manyOut = overlaps && dequeue ? perSecond(items, await dequeue(items, inFlight)) : null;
  return { enqueue: one, dequeue: out, enqueueInFlight: many, dequeueInFlight: manyOut };
};

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** `null` where a round has nothing. */
const middle = (values: readonly (number | null)[]): Middle | null => {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
  };
};

/** Round by round, since a slow moment strikes both: the median of ratios, not the ratio of medians. */
const ratios = (
  reference: readonly Sample[],
  own: readonly Sample[],
  what: 'enqueue' | 'dequeue',
): Middle | null =>
  middle(
    own.map((sample, n) => {
      const [theirs, mine] = [sample[what], reference[n]?.[what] ?? null];
      return theirs === null || mine === null ? null : mine / theirs;
    }),
  );

/** Everyone once a round, each round beginning with another, so that a slow moment strikes all alike. */
export const measureRounds = async (
  contestants: readonly Contestant[],
  plan: Plan,
): Promise<readonly Figures[]> => {
  const samples = new Map<string, Sample[]>(contestants.map(({ name }) => [name, []]));
  // The first rounds only warm up: caches, compilers, files that grow.
  for (let n = -plan.warmUp; n < plan.rounds; n++) {
    const first = (n + plan.warmUp) % contestants.length;
    for (const one of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const sample = await round(one, plan);
      if (n >= 0) samples.get(one.name)?.push(sample);
    }
  }
  const reference = samples.get(plan.reference) ?? [];
  return contestants.map(({ name }) => {
    const own = samples.get(name) ?? [];
    return {
      name,
      enqueue: middle(own.map((sample) => sample.enqueue)) ?? { median: 0, low: 0, high: 0 },
      dequeue: middle(own.map((sample) => sample.dequeue)),
      enqueueInFlight: middle(own.map((sample) => sample.enqueueInFlight)),
      dequeueInFlight: middle(own.map((sample) => sample.dequeueInFlight)),
      enqueueRatio: ratios(reference, own, 'enqueue'),
      dequeueRatio: ratios(reference, own, 'dequeue'),
    };
  });
};
