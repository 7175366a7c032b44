import { createChance, type Chance } from './core/random.ts';
import { runUntil } from './core/run.ts';
import { settle } from './settle.ts';
import { withUnhandled } from './core/unhandled.ts';
import { checkAtRest } from './checks/at-rest.ts';
import { populate, type Temper } from './world/citizen.ts';
import { FAULT_NAMES, FAULTS, heal, type FaultName } from './world/faults.ts';
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
  /** Empty: every invariant held. */
  readonly broken: readonly string[];
  readonly hash: string;
  readonly tail: readonly string[];
};

export type SeedOptions = {
  readonly sabotage?: Sabotage;
  readonly payments?: number;
  /** Only these faults strike; by default each seed picks a few of all. */
  readonly faults?: readonly FaultName[];
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
});

/** A few kinds of fault, each seed its own, so that rare ones are not drowned by the rest. */
const menuOf = (chance: Chance): readonly FaultName[] =>
  Array.from({ length: chance.between(2, 7) }, () => chance.pick(FAULT_NAMES));

const beginFaults = (
  world: World,
  chance: Chance,
  counts: Partial<Record<FaultName, number>>,
  only: readonly FaultName[] | undefined,
): (() => void) => {
  const menu = only ?? menuOf(chance);
  const everyMs = chance.pick([40_000, 120_000, 300_000]);
  let on = true;
  const strike = (): void => {
    if (!on) return;
    const name = chance.pick(menu);
    counts[name] = (counts[name] ?? 0) + 1;
    world.trace.note(`fault ${name}`);
    FAULTS[name](world);
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
  broken: [`the process that ran it ended: ${how}`],
  hash: '',
  tail: [],
});

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

/** One world from its seed to its rest, and what of its promises it broke. */
export const runSeed = async (seed: number, options: SeedOptions = {}): Promise<SeedResult> => {
  const chance = createChance(seed);
  const world = await createWorld(chance.fork('world'), options.sabotage ?? {}, options.print);
  return withUnhandled(world.kiosk.onUnhandled, () => live(seed, chance, world, options));
};

const live = async (
  seed: number,
  chance: Chance,
  world: World,
  options: SeedOptions,
): Promise<SeedResult> => {
  const { schedule, kiosk, broken, watch } = world;
  const faults: Partial<Record<FaultName, number>> = {};
  const wanted = options.payments ?? LEAST_PAYMENTS;
  kiosk.start();
  const people = populate({
    ...world,
    chance: chance.fork('people'),
    temper: { ...temperOf(chance), ...options.temper },
    accounts: world.central.accounts,
  });
  const endFaults = beginFaults(world, chance.fork('faults'), faults, options.faults);
  await runUntil(
    schedule,
    () =>
      broken.length > 0 ||
      schedule.now() > LONGEST_MS ||
      (watch.payments.size >= wanted && sum(faults) >= LEAST_FAULTS),
  );
  endFaults();
  people.goHome();
  await heal(world);
  await settle(world);
  let leftToPeople = 0;
  const wasWhole = broken.length === 0;
  kiosk.cutPower();
  if (wasWhole) ({ leftToPeople } = checkAtRest(world));
  // The last life's database closes within this same moment.
  let closed = false;
  schedule.after(0, () => {
    closed = true;
  });
  await runUntil(schedule, () => closed);
  world.disk.discard();
  return {
    seed,
    payments: watch.payments.size,
    faults,
    states: [...watch.states],
    lives: kiosk.lives(),
    events: schedule.steps(),
    simulatedMs: schedule.now(),
    leftToPeople,
    broken,
    hash: world.trace.hash(),
    tail: world.trace.tail(),
  };
};
