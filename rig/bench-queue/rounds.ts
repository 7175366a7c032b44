import { median } from '../bench/table.ts';
import { perSecond, type Contestant } from './contestant.ts';

/** Medians over the rounds, operations a second; `null` where there is no such thing. */
export type Figures = {
  readonly name: string;
  readonly enqueue: number;
  readonly dequeue: number | null;
  readonly enqueueInFlight: number | null;
  readonly dequeueInFlight: number | null;
};

export type Plan = {
  readonly rounds: number;
  readonly items: number;
  readonly inFlight: number;
};

type Sample = Readonly<Record<Exclude<keyof Figures, 'name'>, number | null>>;

const round = async (contestant: Contestant, { items, inFlight }: Plan): Promise<Sample> => {
  const { enqueue, dequeue, overlaps } = contestant;
  const one = perSecond(items, await enqueue(items, 1));
  const out = dequeue && perSecond(items, await dequeue(items, 1));
  const many = overlaps ? perSecond(items, await enqueue(items, inFlight)) : null;
  const manyOut = overlaps && dequeue ? perSecond(items, await dequeue(items, inFlight)) : null;
  return { enqueue: one, dequeue: out, enqueueInFlight: many, dequeueInFlight: manyOut };
};

const middle = (samples: readonly Sample[], what: keyof Sample): number | null => {
  const values = samples.map((sample) => sample[what]).filter((value) => value !== null);
  return values.length === 0 ? null : median(values);
};

/** Everyone once a round, each round beginning with another, so that a slow moment strikes all alike. */
export const measureRounds = async (
  contestants: readonly Contestant[],
  plan: Plan,
  tell: (round: number) => void = () => undefined,
): Promise<readonly Figures[]> => {
  const samples = new Map<Contestant, Sample[]>(contestants.map((one) => [one, []]));
  // The first round only warms up: caches, compilers, files that grow.
  for (let n = 0; n <= plan.rounds; n++) {
    const first = n % contestants.length;
    for (const one of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      const sample = await round(one, plan);
      if (n > 0) samples.get(one)?.push(sample);
    }
    tell(n);
  }
  return contestants.map((one) => {
    const own = samples.get(one) ?? [];
    return {
      name: one.name,
      enqueue: middle(own, 'enqueue') ?? 0,
      dequeue: middle(own, 'dequeue'),
      enqueueInFlight: middle(own, 'enqueueInFlight'),
      dequeueInFlight: middle(own, 'dequeueInFlight'),
    };
  });
};
