/** What goes wrong with a kiosk in the field: how often beside the others, for how long, and what its log says. */
import { FULL_ROLL, type House } from './house.ts';

const MINUTE_MS = 60_000;

export type LogLine = {
  readonly event: string;
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
};

export type Mishap = {
  readonly name: string;
  readonly weight: number;
  /** Shortest and longest. */
  readonly lastsMs: readonly [number, number];
  readonly begin: (house: House, nowMs: number) => readonly LogLine[];
  readonly end: (house: House) => readonly LogLine[];
};

const away = (role: string, state: string): LogLine => ({
  event: 'device.away',
  fields: { role, state },
});
const back = (role: string): LogLine => ({
  event: 'device.state',
  fields: { role, state: 'online' },
});

export const allMishaps = (): readonly Mishap[] => [
  {
    name: 'lineCut',
    weight: 6,
    lastsMs: [MINUTE_MS, 18 * MINUTE_MS],
    begin: (house) => {
      house.line = 'cut';
      return [];
    },
    end: (house) => {
      house.line = 'up';
      return [];
    },
  },
  {
    name: 'readerAway',
    weight: 5,
    lastsMs: [MINUTE_MS, 12 * MINUTE_MS],
    begin: (house) => {
      house.terminal = 'offline';
      return [
        away('terminal', 'offline'),
        { event: 'terminal.state', fields: { state: 'offline' } },
      ];
    },
    end: (house) => {
      house.terminal = 'online';
      return [back('terminal')];
    },
  },
  {
    name: 'rollEnds',
    weight: 5,
    lastsMs: [4 * MINUTE_MS, 25 * MINUTE_MS],
    begin: (house) => {
      house.receiptsLeft = 0;
      return [{ event: 'device.away', fields: { role: 'printer', state: 'online', paper: 'out' } }];
    },
    end: (house) => {
      house.receiptsLeft = FULL_ROLL;
      return [
        { event: 'device.state', fields: { role: 'printer', state: 'online', paper: 'full' } },
      ];
    },
  },
  {
    name: 'coverOpen',
    weight: 3,
    lastsMs: [MINUTE_MS / 2, 4 * MINUTE_MS],
    begin: (house) => {
      house.cover = 'open';
      return [
        { event: 'device.away', fields: { role: 'printer', state: 'userError', coverOpen: true } },
      ];
    },
    end: (house) => {
      house.cover = 'closed';
      return [back('printer')];
    },
  },
  {
    name: 'doorOpen',
    weight: 2,
    lastsMs: [2 * MINUTE_MS, 10 * MINUTE_MS],
    begin: (house) => {
      house.door = 'open';
      return [{ event: 'technician.entered', fields: { way: 'key' } }];
    },
    end: (house) => {
      house.door = 'closed';
      house.receiptsLeft = FULL_ROLL;
      return [{ event: 'technician.left', fields: { because: 'asked' } }];
    },
  },
  {
    name: 'onBattery',
    weight: 1,
    lastsMs: [MINUTE_MS, 6 * MINUTE_MS],
    begin: (house) => {
      house.power = 'battery';
      return [{ event: 'power.changed', fields: { power: 'battery' } }];
    },
    end: (house) => {
      house.power = 'mains';
      return [{ event: 'power.changed', fields: { power: 'mains' } }];
    },
  },
  {
    name: 'paymentInDoubt',
    weight: 2,
    lastsMs: [MINUTE_MS, 90 * MINUTE_MS],
    begin: (house, nowMs) => {
      house.inDoubt.push(nowMs);
      return [];
    },
    end: (house) => {
      house.inDoubt.shift();
      return [];
    },
  },
  {
    name: 'clockUnsure',
    weight: 1,
    lastsMs: [5 * MINUTE_MS, 30 * MINUTE_MS],
    begin: (house) => {
      house.clock = 'unverified';
      return [];
    },
    end: (house) => {
      house.clock = 'synchronised';
      return [];
    },
  },
];
