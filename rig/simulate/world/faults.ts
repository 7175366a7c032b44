import { CRASH_LABELS } from '../../../engine/crash-points.ts';
import type { Chance } from '../core/random.ts';
import type { Schedule } from '../core/schedule.ts';
import type { SimulatedDisk } from '../disk/disk.ts';
import type { Kiosk } from './kiosk.ts';
import { FAIR, type Weather } from './network.ts';
import type { SimulatedPrinter } from './printer.ts';
import type { SimulatedTerminal } from './terminal.ts';

export type Stage = {
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly disk: SimulatedDisk;
  readonly kiosk: Kiosk;
  readonly weather: Weather;
  readonly terminal: SimulatedTerminal;
  readonly printer: SimulatedPrinter;
  readonly clock: { wallOffMs: number };
  readonly onBug: (cause: unknown) => void;
};

type Fault = (stage: Stage) => void;

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

const tell =
  (device: 'terminal' | 'printer', request: Readonly<Record<string, unknown>>): Fault =>
  (stage) => {
    stage[device].control(request).catch(stage.onBug);
  };

/** Something is so for a while, then as before. */
const spell =
  (least: number, most: number, begin: Fault, end: Fault): Fault =>
  (stage) => {
    begin(stage);
    stage.schedule.after(stage.chance.between(least, most), () => {
      end(stage);
    });
  };
const weather = (change: Partial<Weather>, most = 120_000): Fault =>
  spell(
    5_000,
    most,
    ({ weather: now }) => {
      Object.assign(now, change);
    },
    ({ weather: now }) => {
      Object.assign(now, FAIR);
    },
  );
const device = (
  name: 'terminal' | 'printer',
  begin: Readonly<Record<string, unknown>>,
  end: Readonly<Record<string, unknown>>,
): Fault => spell(3_000, 90_000, tell(name, begin), tell(name, end));

/** What may go wrong in any world, by name. */
const FAULTS = {
  powerCutNow: ({ kiosk }) => {
    kiosk.cutPower();
  },
  powerCutAtWrite: ({ disk, chance }) => {
    disk.faults.cutIn ??= chance.between(0, 250);
  },
  powerCutAtStep: ({ kiosk, chance }) => {
    kiosk.armCrash(chance.pick(CRASH_LABELS), 'power');
  },
  killAtStep: ({ kiosk, chance }) => {
    kiosk.armCrash(chance.pick(CRASH_LABELS), 'kill');
  },
  killNow: ({ kiosk }) => {
    kiosk.kill();
  },
  /** A worn medium that forgets what it confirmed; the mirror stands on another. */
  diskLies: ({ disk, chance }) => {
    disk.faults.lies = true;
    disk.faults.cutIn = chance.between(0, 200);
  },
  diskFull: spell(
    5_000,
    60_000,
    ({ disk }) => {
      disk.faults.full = true;
    },
    ({ disk }) => {
      disk.faults.full = false;
    },
  ),
  syncFails: ({ disk }) => {
    disk.faults.failingSyncs = 1;
  },
  clockYearsOff: spell(
    60_000,
    900_000,
    ({ clock, chance }) => {
      clock.wallOffMs = chance.pick([-20, -3, -1, 1, 4]) * YEAR_MS;
    },
    ({ clock }) => {
      clock.wallOffMs = 0;
    },
  ),
  clockHoursOff: spell(
    60_000,
    900_000,
    ({ clock, chance }) => {
      clock.wallOffMs = chance.pick([-7, -1, 2, 30]) * HOUR_MS;
    },
    ({ clock }) => {
      clock.wallOffMs = 0;
    },
  ),
  gatewayAway: weather({ away: true }, 600_000),
  requestsLost: weather({ dropRequest: 0.5 }),
  paymentsStall: weather({ stallPayment: 0.9 }, 600_000),
  repliesLost: weather({ dropReply: 0.6 }),
  requestsDoubled: weather({ duplicate: 0.7, slowestMs: 2_000 }),
  requestsStall: weather({ stall: 0.5 }),
  gatewaySlow: weather({ slowestMs: 9_000 }),
  gatewayHtml: weather({ html: 0.7 }),
  gatewayErrors: weather({ serverError: 0.7 }),
  terminalReboots: tell('terminal', { do: 'reboot' }),
  terminalUnplugged: device('terminal', { do: 'unplug' }, { do: 'plug' }),
  terminalBusy: device('terminal', { do: 'busy', on: true }, { do: 'busy', on: false }),
  terminalSilent: tell('terminal', { do: 'noReply' }),
  declined: tell('terminal', { do: 'decline' }),
  wrongPin: tell('terminal', { do: 'wrongPin' }),
  approvalLost: tell('terminal', { do: 'loseApproval' }),
  completionLost: tell('terminal', { do: 'loseReplyAfterApproval' }),
  abortAfterApproval: tell('terminal', { do: 'abortAfterApproval' }),
  abortThoughStored: tell('terminal', { do: 'abortAfterApproval', stored: true }),
  approvalTwice: tell('terminal', { do: 'sendTwice' }),
  wrongAmount: tell('terminal', { do: 'wrongAmount' }),
  crcWrong: tell('terminal', { do: 'badCrc', times: 2 }),
  acksLost: tell('terminal', { do: 'loseAck', times: 1 }),
  terminalDeaf: tell('terminal', { do: 'deaf', times: 3 }),
  lineNoise: tell('terminal', { do: 'garbage', hex: '1002ff0610031002' }),
  paperOut: device('printer', { do: 'paper', state: 'out' }, { do: 'paper', state: 'full' }),
  paperOutSoon: spell(
    60_000,
    120_000,
    tell('printer', { do: 'paperOutAfter', bytes: 900 }),
    tell('printer', { do: 'paper', state: 'full' }),
  ),
  coverOpen: device('printer', { do: 'cover', open: true }, { do: 'cover', open: false }),
  paperJam: device('printer', { do: 'jam', on: true }, { do: 'jam', on: false }),
  printerMute: device('printer', { do: 'mute', on: true }, { do: 'mute', on: false }),
  printerUnplugged: device('printer', { do: 'unplug' }, { do: 'plug' }),
  printerOffAndOn: tell('printer', { do: 'powerCycle' }),
} satisfies Readonly<Record<string, Fault>>;

/** The terminal demands its end of day; with it goes what a reversal would need. */
const DAY_FAULTS = {
  dayDemandedByStatus: tell('terminal', { do: 'status', value: 0xf0 }),
  dayDemandedByRefusal: tell('terminal', { do: 'decline', resultCode: 0x6a }),
} satisfies Readonly<Record<string, Fault>>;

const ALL_FAULTS = { ...FAULTS, ...DAY_FAULTS };
export type FaultName = keyof typeof ALL_FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
export const DAY_FAULT_NAMES = Object.keys(DAY_FAULTS) as FaultName[];

export const strikeWith = (name: FaultName, stage: Stage): void => {
  ALL_FAULTS[name](stage);
};

/** Ends every fault, whether or not its own end would have come. */
export const heal = async (stage: Stage): Promise<void> => {
  const { disk, terminal, printer } = stage;
  Object.assign(stage.weather, FAIR);
  stage.clock.wallOffMs = 0;
  disk.faults.full = false;
  disk.faults.failingSyncs = 0;
  if (disk.faults.lies) stage.kiosk.cutPower();
  disk.faults.cutIn = null;
  stage.kiosk.disarm();
  terminal.terminal.mishaps.clear();
  for (const request of [
    { do: 'plug' },
    { do: 'busy', on: false },
    { do: 'deaf', times: 0 },
    { do: 'status', value: 0 },
  ]) {
    await terminal.control(request);
  }
  for (const request of [
    { do: 'plug' },
    { do: 'jam', on: false },
    { do: 'fault', state: 'none' },
    { do: 'mute', on: false },
    { do: 'cover', open: false },
    { do: 'paper', state: 'full' },
  ]) {
    await printer.control(request);
  }
  printer.printer.pendingFaults = [];
};
