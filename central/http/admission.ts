import type { Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';

/**
 * Who waits for the answer. `person`: somebody stands at a kiosk (search, hold, receipt). `payment`: one
 * payment or reversal, charged already. `drain`: a queue's batch, a day's report: nobody waits. `health`:
 * what kiosks tell of themselves, which waits days if it must.
 */
export const LANES = ['person', 'payment', 'drain', 'health'] as const;
export type Lane = (typeof LANES)[number];

export type AdmissionLimits = {
  /** Requests at work at once: all of them, and of these lanes together with those after them. */
  readonly running: Readonly<Record<Lane, number>>;
  /** Requests that wait to begin, in each lane. */
  readonly waiting: Readonly<Record<Lane, number>>;
  /** Longer than this nobody waits to begin, ms. */
  readonly waitMs: number;
  /** The longest `Retry-After`, s. */
  readonly mostRetrySeconds: number;
};

/** Ten connections to the database: a few more requests at work keep them busy, many more only wait. */
export const USUAL_LIMITS: AdmissionLimits = {
  running: { person: 32, payment: 24, drain: 8, health: 3 },
  waiting: { person: 256, payment: 128, drain: 32, health: 32 },
  waitMs: 2_000,
  mostRetrySeconds: 60,
};

export type AdmissionStats = {
  readonly admitted: number;
  readonly refused: number;
  readonly running: number;
  readonly waiting: number;
  readonly mostRunning: number;
  readonly mostWaiting: number;
};

export type Verdict =
  { readonly enter: true } | { readonly enter: false; readonly retryAfterSeconds: number };

export type Waiter = {
  /** Settles when the request may begin or is refused; once. */
  readonly verdict: Promise<Verdict>;
  /** The request is over, or was given up before it began; further calls do nothing. */
  readonly leave: () => void;
};

export type Admission = {
  readonly ask: (lane: Lane) => Waiter;
  readonly stats: () => AdmissionStats;
};

/** Over this long refusals and answers are counted, to tell how large the crowd is. */
const COUNT_MS = 2_000;
/** Before anything was counted: what any machine of ours serves meanwhile. */
const AT_LEAST_DONE = 200;

type Queued = { readonly sinceMs: number; readonly begin: () => void; readonly refuse: () => void };

/** Lets in only as many requests as can be worked at, the most urgent first; refuses the rest early. */
export const createAdmission = (deps: {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly limits?: AdmissionLimits;
}): Admission => {
  const { clock, limits = USUAL_LIMITS } = deps;
  const running: Record<Lane, number> = { person: 0, payment: 0, drain: 0, health: 0 };
  const queues: Record<Lane, Set<Queued>> = {
    person: new Set(),
    payment: new Set(),
    drain: new Set(),
    health: new Set(),
  };
  const counts = { admitted: 0, refused: 0, mostRunning: 0, mostWaiting: 0 };
  let window = { sinceMs: clock.monotonicMs(), refused: 0, done: 0 };
  let last = { refused: 0, done: 0 };
  let crowdSeconds = 1;

  const total = (of: (lane: Lane) => number): number =>
    LANES.reduce((sum, lane) => sum + of(lane), 0);
  /** A lane's limit holds for itself and all that are less urgent. */
  const hasRoom = (lane: Lane): boolean =>
    LANES.slice(0, LANES.indexOf(lane) + 1).every(
      (outer) =>
        LANES.slice(LANES.indexOf(outer)).reduce((sum, each) => sum + running[each], 0) <
        limits.running[outer],
    );
  /**
   * Most of a crowd is not seen at any moment: it was told to come later. So what they were told last time
   * is made longer until about as many are refused as are served, and shorter again.
   */
  const longer = (seconds: number, { refused, done }: { refused: number; done: number }): number =>
    Math.max(1, seconds * Math.min(2, Math.max(0.5, refused / Math.max(done, 1))));
  const count = (what: 'refused' | 'done'): void => {
    const nowMs = clock.monotonicMs();
    const ageMs = nowMs - window.sinceMs;
    if (ageMs >= COUNT_MS) {
      // An hour ago there may have been a crowd.
      const quiet = ageMs >= 2 * COUNT_MS;
      last = quiet ? { refused: 0, done: 0 } : window;
      crowdSeconds = quiet ? 1 : Math.min(limits.mostRetrySeconds, longer(crowdSeconds, last));
      window = { sinceMs: nowMs, refused: 0, done: 0 };
    }
    window[what] += 1;
  };
  /** The crowd by what is served: so long it takes until all have had their turn, spread at random. */
  const retryAfterSeconds = (): number => {
    const refused = Math.max(last.refused, window.refused);
    const done = Math.max(last.done, window.done, AT_LEAST_DONE);
    const seen = Math.ceil((refused / done) * (COUNT_MS / 1_000)) + 1;
    const spread = Math.max(seen, crowdSeconds);
    const [high = 0, low = 0] = deps.random(2);
    const part = (high * 256 + low) / 65_536;
    return 1 + Math.floor(Math.min(limits.mostRetrySeconds - 1, spread) * part);
  };
  const begin = (lane: Lane): void => {
    running[lane] += 1;
    counts.admitted += 1;
    counts.mostRunning = Math.max(
      counts.mostRunning,
      total((each) => running[each]),
    );
  };
  const refuse = (): Verdict => {
    counts.refused += 1;
    count('refused');
    return { enter: false, retryAfterSeconds: retryAfterSeconds() };
  };
  /** The oldest stand first. Nobody needs a timer here: as long as one waits, others come or end. */
  const refuseLate = (): void => {
    const before = clock.monotonicMs() - limits.waitMs;
    for (const lane of LANES)
      for (const queued of queues[lane]) {
        if (queued.sinceMs > before) break;
        queued.refuse();
      }
  };
  /** One of each lane gets on in the end, however many more urgent ones come. */
  const beginStarved = (): void => {
    const before = clock.monotonicMs() - limits.waitMs / 2;
    for (const lane of LANES) {
      const [oldest] = queues[lane];
      if (oldest === undefined || oldest.sinceMs > before) continue;
      if (running[lane] > 0 || !hasRoom(lane)) continue;
      queues[lane].delete(oldest);
      oldest.begin();
    }
  };
  const beginNext = (): void => {
    refuseLate();
    beginStarved();
    for (const lane of LANES)
      for (const queued of queues[lane]) {
        if (!hasRoom(lane)) break;
        queues[lane].delete(queued);
        queued.begin();
      }
  };
  const end = (lane: Lane): (() => void) => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      running[lane] -= 1;
      count('done');
      beginNext();
    };
  };

  const queueUp = (lane: Lane): Waiter => {
    let leave: () => void = () => undefined;
    const verdict = new Promise<Verdict>((resolve) => {
      const queued: Queued = {
        sinceMs: clock.monotonicMs(),
        begin: () => {
          begin(lane);
          leave = end(lane);
          resolve({ enter: true });
        },
        refuse: () => {
          if (queues[lane].delete(queued)) resolve(refuse());
        },
      };
      queues[lane].add(queued);
      counts.mostWaiting = Math.max(
        counts.mostWaiting,
        total((each) => queues[each].size),
      );
      leave = queued.refuse;
    });
    return {
      verdict,
      leave: () => {
        leave();
      },
    };
  };

  return {
    ask: (lane) => {
      refuseLate();
      if (queues[lane].size === 0 && hasRoom(lane)) {
        begin(lane);
        return { verdict: Promise.resolve({ enter: true }), leave: end(lane) };
      }
      if (queues[lane].size < limits.waiting[lane]) return queueUp(lane);
      return { verdict: Promise.resolve(refuse()), leave: () => undefined };
    },
    stats: () => ({
      ...counts,
      running: total((lane) => running[lane]),
      waiting: total((lane) => queues[lane].size),
    }),
  };
};
