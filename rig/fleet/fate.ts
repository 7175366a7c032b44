import { choice, type Random } from '../quarter/random.ts';
import type { House } from './house.ts';
import { allMishaps, type LogLine, type Mishap } from './mishaps.ts';

/** A mishap at its time, for those kiosks that have a story. */
export type Told = { readonly name: string; readonly atMs: number; readonly lastsMs: number };

export type Fate = {
  /** Lets happen to the house what is due by `nowMs`, and over; gives what its log says of it. */
  readonly pass: (house: House, nowMs: number) => readonly { atMs: number; line: LogLine }[];
};

const MISHAPS = allMishaps();

const named = (name: string): Mishap => {
  const found = MISHAPS.find((mishap) => mishap.name === name);
  if (found === undefined) throw new Error(`no mishap ${name}`);
  return found;
};

/** One mishap after the other, seeded, `everyMs` apart on the average; `told` ones happen besides. */
export const createFate = (deps: {
  readonly random: Random;
  readonly fromMs: number;
  /** `null`: none but those that are told. */
  readonly everyMs: number | null;
  readonly told?: readonly Told[];
}): Fate => {
  const { random, everyMs } = deps;
  const pick = choice(MISHAPS.map(({ weight }) => weight));
  // Of a memoryless kind: as likely in the next minute whatever the last one was.
  const pause = (): number => -Math.log(1 - random()) * (everyMs ?? Number.POSITIVE_INFINITY);
  const running: { mishap: Mishap; untilMs: number }[] = [];
  let nextMs = everyMs === null ? Number.POSITIVE_INFINITY : deps.fromMs + pause();
  let told = deps.told ?? [];

  return {
    pass: (house, nowMs) => {
      const said: { atMs: number; line: LogLine }[] = [];
      const say = (atMs: number, lines: readonly LogLine[]): void => {
        said.push(...lines.map((line) => ({ atMs, line })));
      };
      const begin = (mishap: Mishap, atMs: number, lastsMs: number): void => {
        // One of a kind at a time: its end would undo the other's.
        if (running.some((other) => other.mishap === mishap)) return;
        say(atMs, mishap.begin(house, atMs));
        running.push({ mishap, untilMs: atMs + lastsMs });
      };
      for (const over of running.filter(({ untilMs }) => untilMs <= nowMs)) {
        running.splice(running.indexOf(over), 1);
        say(over.untilMs, over.mishap.end(house));
      }
      for (const each of told.filter(({ atMs }) => atMs <= nowMs))
        begin(named(each.name), each.atMs, each.lastsMs);
      told = told.filter(({ atMs }) => atMs > nowMs);
      while (nextMs <= nowMs) {
        const mishap = MISHAPS[pick(random())];
        const [least = 0, most = 0] = mishap?.lastsMs ?? [];
        if (mishap !== undefined) begin(mishap, nextMs, least + random() ** 2 * (most - least));
        nextMs += pause();
      }
      return said;
    },
  };
};
