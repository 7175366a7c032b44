/** What stands in a played kiosk's cabinet: how it is now, as its engine would say it. */
import type { DeviceState, PaperState } from '../../contract/devices.ts';
import type { StatusFacts } from '../../engine/status/source.ts';

/** Receipts that a roll is good for. */
export const FULL_ROLL = 400;
const NEAR_END = 40;

export type House = {
  terminal: DeviceState;
  printer: DeviceState;
  cover: 'open' | 'closed';
  door: 'open' | 'closed';
  tamper: boolean;
  power: 'mains' | 'battery';
  /** The line to the gateway. */
  line: 'up' | 'cut';
  clock: 'synchronised' | 'unverified';
  receiptsLeft: number;
  /** Begun and unclear, since when. */
  inDoubt: number[];
  /** From a desk. */
  locked: boolean;
};

export const goodHouse = (receiptsLeft = FULL_ROLL): House => ({
  terminal: 'online',
  printer: 'online',
  cover: 'closed',
  door: 'closed',
  tamper: false,
  power: 'mains',
  line: 'up',
  clock: 'synchronised',
  receiptsLeft,
  inDoubt: [],
  locked: false,
});

export const paperOf = ({ receiptsLeft }: House): PaperState =>
  receiptsLeft === 0 ? 'out' : receiptsLeft < NEAR_END ? 'low' : 'full';

/** `open`, or why nothing is sold. */
export const salesOf = (house: House): string => {
  if (house.tamper || house.door === 'open') return 'door';
  if (house.locked) return 'locked';
  if (house.power === 'battery') return 'power';
  return house.terminal === 'online' ? 'open' : 'terminalAway';
};

const LEVELS: readonly (readonly [fils: number, level: string])[] = [
  [2_000_000, 'full'],
  [1_600_000, 'high'],
  [1_000_000, 'half'],
  [0, 'low'],
];

const ageOf = (since: readonly number[], nowMs: number): number =>
  since.length === 0 ? 0 : Math.max(0, Math.round(nowMs - Math.min(...since)));

/** `queue`: charged and not yet posted. */
export const factsOf = (
  house: House,
  queue: readonly { readonly fils: number; readonly atMs: number }[],
  catalogueVersion: number,
  nowMs: number,
): StatusFacts => {
  const fils = queue.reduce((sum, each) => sum + each.fils, 0);
  return {
    states: {
      sales: salesOf(house),
      gateway: house.line === 'up' ? 'online' : 'offline',
      terminal: house.terminal,
      printer: house.printer,
      ...(house.printer === 'online' ? { paper: paperOf(house), cover: house.cover } : {}),
      scanner: 'online',
      cabinet: 'online',
      door: house.door,
      tamper: house.tamper ? 'yes' : 'no',
      power: house.power,
      inDoubt: house.inDoubt.length === 0 ? 'none' : 'some',
      exposure: LEVELS.find(([from]) => fils >= from)?.[1] ?? 'low',
      clock: house.clock,
    },
    catalogueVersion,
    paperLeft: house.receiptsLeft,
    exposure: {
      fils,
      payments: queue.length,
      oldestAgeMs: ageOf(
        queue.map(({ atMs }) => atMs),
        nowMs,
      ),
    },
    inDoubt: { payments: house.inDoubt.length, oldestAgeMs: ageOf(house.inDoubt, nowMs) },
  };
};
