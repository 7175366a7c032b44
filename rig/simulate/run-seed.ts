import { createChance, type Chance } from './core/random.ts';
import { runUntil } from './core/run.ts';
import { settle } from './settle.ts';
import { withUnhandled } from './core/unhandled.ts';
import { checkAtRest, type AtRest } from './checks/at-rest.ts';
import { populate, type Temper } from './world/citizen.ts';
import { DAY_FAULT_NAMES, FAULT_NAMES, heal, strikeWith, type FaultName } from './world/faults.ts';
import type { Sabotage } from './world/sabotage.ts';
import { createWorld, type World } from './world/world.ts';

export type SeedResult = {
  readonly seed: number;
  readonly payments: number;
  readonly faults: Readonly<Partial<Record<FaultName, number>>>;
  readonly states: readonly string[];
  readonly lives: number;
  readonly events: number;
  readonly simulatedMs: number;
  readonly leftToPeople: number;
  readonly chargedTwice: number;
  /** Empty: every invariant held. */
  readonly broken: readonly string[];
  readonly hash: string;
  readonly tail: readonly string[];
};

export type SeedOptions = {
  readonly sabotage?: Sabotage;
  readonly payments?: number;
  /** Kiosks against one central, 1–3; by default two or three in a third of the worlds. */
  readonly kiosks?: number;
  /** Only these faults strike; by default each seed picks a few of all. */
  readonly faults?: readonly FaultName[];
  /** Whether the terminal demands its end of day now and then; by default in two fifths of the worlds. */
  readonly days?: boolean;
  /** Of the people; by default as the seed has it. */
  readonly temper?: Partial<Temper>;
  /** Every note of the trace as it is made. */
  readonly print?: (line: string) => void;
};

const LEAST_PAYMENTS = 30;
const LEAST_FAULTS = 3;
const LONGEST_MS = 12 * 3_600_000;

const temperOf = (chance: Chance): Temper => ({
  walksAway: chance.pick([0, 0.005, 0.02]),
  goesBack: chance.pick([0, 0.02]),
  cancels: chance.pick([0, 0.05]),
  tapsTwice: chance.pick([0, 0.1, 0.4]),
  pullsCard: chance.pick([0, 0.02]),
  printsAgain: chance.pick([0, 0.3]),
  insists: chance.pick([0, 0.3]),
  paysAPart: chance.fork('partly').pick([0, 0.3]),
});

/** A few kinds of fault, each seed its own, so that rare ones are not drowned by the rest. */
const menuOf = (chance: Chance): readonly FaultName[] =>
  Array.from({ length: chance.between(2, 7) }, () => chance.pick(FAULT_NAMES));

const beginFaults = (
  world: World,
  chance: Chance,
  counts: Partial<Record<FaultName, number>>,
  only: readonly FaultName[] | undefined,
  days: boolean,
): (() => void) => {
  const menu = only ?? [...menuOf(chance), ...(days ? DAY_FAULT_NAMES : [])];
  const where = chance.fork('where');
  const everyMs = chance.pick([40_000, 120_000, 300_000]);
  let on = true;
  const strike = (): void => {
    if (!on) return;
    const name = chance.pick(menu);
    counts[name] = (counts[name] ?? 0) + 1;
    world.trace.note(`fault ${name}`);
    strikeWith(name, where.pick(world.sites));
    world.schedule.after(chance.between(1_000, everyMs * 2), strike);
  };
  world.schedule.after(chance.between(5_000, everyMs), strike);
  return () => {
    on = false;
  };
};

/** What can be told of a seed whose process did not live to tell it. */
export const endedWithProcess = (seed: number, how: string): SeedResult => ({
  seed,
  payments: 0,
  faults: {},
  states: [],
  lives: 0,
  events: 0,
  simulatedMs: 0,
  leftToPeople: 0,
  chargedTwice: 0,
  broken: [`the process that ran it ended: ${how}`],
  hash: '',
  tail: [],
});

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

/** One world from its seed to its rest, and what of its promises it broke. */
export const runSeed = async (seed: number, options: SeedOptions = {}): Promise<SeedResult> => {
  const chance = createChance(seed);
  const kiosks = options.kiosks ?? chance.fork('kiosks').pick([1, 1, 1, 1, 2, 3]);
  const sabotage = options.sabotage ?? {};
  const world = await createWorld(chance.fork('world'), kiosks, sabotage, options.print);
  // Nobody can say whose promise it was: the first kiosk that lives hears of it.
  const onUnhandled = (cause: unknown): void => {
    (world.sites.find(({ kiosk }) => kiosk.life() !== null) ?? world.sites[0])?.kiosk.onUnhandled(
      cause,
    );
  };
  return withUnhandled(onUnhandled, () => live(seed, chance, world, options));
};

const live = async (
  seed: number,
  chance: Chance,
  world: World,
  options: SeedOptions,
): Promise<SeedResult> => {
  const { schedule, sites, broken } = world;
  const faults: Partial<Record<FaultName, number>> = {};
  const wanted = options.payments ?? LEAST_PAYMENTS;
  const begun = (): number => sites.reduce((all, { watch }) => all + watch.payments.size, 0);
  for (const { kiosk } of sites) kiosk.start();
  const temper = { ...temperOf(chance), ...options.temper };
  const family = sites.length > 1 ? { errand: null } : null;
  const people = sites.map((site, index) =>
    populate({
      ...site,
      chance: chance.fork(index === 0 ? 'people' : `people of ${site.kioskId}`),
      temper,
      family,
      accounts: world.central.accounts,
    }),
  );
  const days = options.days ?? chance.fork('days').happens(0.4);
  const endFaults = beginFaults(world, chance.fork('faults'), faults, options.faults, days);
  await runUntil(
    schedule,
    () =>
      broken.length > 0 ||
      schedule.now() > LONGEST_MS ||
      (begun() >= wanted && sum(faults) >= LEAST_FAULTS),
  );
  endFaults();
  for (const crowd of people) crowd.goHome();
  for (const site of sites) await heal(site);
  await settle(world);
  let found: AtRest = { leftToPeople: 0, chargedTwice: 0 };
  const wasWhole = broken.length === 0;
  for (const { kiosk } of sites) kiosk.cutPower();
  if (wasWhole) found = checkAtRest(world);
  // The last life's database closes within this same moment.
  let closed = false;
  schedule.after(0, () => {
    closed = true;
  });
  await runUntil(schedule, () => closed);
  for (const { disk } of sites) disk.discard();
  return {
    seed,
    payments: begun(),
    faults,
    states: [...new Set(sites.flatMap(({ watch }) => [...watch.states]))],
    lives: sites.reduce((all, { kiosk }) => all + kiosk.lives(), 0),
    events: schedule.steps(),
    simulatedMs: schedule.now(),
    ...found,
    broken,
    hash: world.trace.hash(),
    tail: world.trace.tail(),
  };
};
