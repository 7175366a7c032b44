import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceState } from '../../contract/devices.ts';
import { fail, ok } from '../../contract/result.ts';
import type { Reader, Scan } from '../../drivers/reader.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createReaderRole, type ReaderRole } from './reader-role.ts';

const REOPEN_MS = 1_000;
const AWAY_MS = 5_000;

/** A reader in a test's hands. */
class ScriptedReader implements Reader {
  state: DeviceState;
  closes = 0;
  readonly closed: Promise<void>;
  unplug: () => void = () => undefined;
  #scans = new Set<(scan: Scan) => void>();
  #states = new Set<(state: DeviceState) => void>();

  constructor(state: DeviceState) {
    this.state = state;
    this.closed = new Promise((resolve) => (this.unplug = resolve));
  }
  onScan(listener: (scan: Scan) => void) {
    this.#scans.add(listener);
    return () => this.#scans.delete(listener);
  }
  onState(listener: (state: DeviceState) => void) {
    this.#states.add(listener);
    return () => this.#states.delete(listener);
  }
  scan(text: string) {
    for (const listener of this.#scans) listener({ kind: 'code', symbology: null, text });
  }
  become(state: DeviceState) {
    this.state = state;
    for (const listener of this.#states) listener(state);
  }
  close() {
    this.closes += 1;
    return Promise.resolve();
  }
}

let clock: FakeClock;
let role: ReaderRole;
let problem: OpenProblem['code'] | null;
let opened: ScriptedReader[];
let scans: string[];
let changes: DeviceState[];
const bugs: unknown[] = [];
const reader = (): ScriptedReader => {
  const last = opened.at(-1);
  if (last === undefined) throw new Error('never opened');
  return last;
};

const begin = async (state: DeviceState = 'online'): Promise<void> => {
  role = createReaderRole({
    clock,
    connect: () => {
      if (problem !== null) return Promise.resolve(fail({ code: problem, where: '', detail: '' }));
      const device = new ScriptedReader(state);
      opened.push(device);
      return Promise.resolve(ok({ device, closed: device.closed }));
    },
    reopenMs: REOPEN_MS,
    awayMs: AWAY_MS,
    onBug: (cause) => bugs.push(cause),
  });
  role.onScan((scan) => scans.push(scan.kind === 'code' ? scan.text : scan.kind));
  role.onChange(() => changes.push(role.state()));
  await settle();
};
beforeEach(() => {
  clock = createFakeClock();
  problem = null;
  opened = [];
  scans = [];
  changes = [];
});
afterEach(async () => {
  await role.stop();
  expect(bugs).toEqual([]);
});
const later = async (ms = REOPEN_MS): Promise<void> => {
  clock.advance(ms);
  await settle();
};

test('opened, it says what the reader says and hands on what is scanned', async () => {
  await begin();
  reader().scan('EWA-1');
  expect([role.state(), scans, changes]).toEqual(['online', ['EWA-1'], ['online']]);
  reader().become('deviceBusy');
  expect(changes).toEqual(['online', 'deviceBusy']);
});

test('unplugged: away, then nothing there; plugged in again: scans come to the same listener', async () => {
  await begin();
  const first = reader();
  problem = 'noSuchDevice';
  first.unplug();
  await settle();
  await later();
  expect([role.state(), changes, first.closes]).toEqual([
    'noDevice',
    ['online', 'offline', 'noDevice'],
    1,
  ]);
  problem = null;
  await later();
  first.scan('from a reader that is gone');
  reader().scan('B');
  expect([role.state(), scans, opened.length]).toEqual(['online', ['B'], 2]);
});

test.each([
  ['noSuchDevice', 'noDevice'],
  ['notPermitted', 'hardwareError'],
  ['inUse', 'hardwareError'],
  ['swapped', 'userError'],
  ['ambiguous', 'userError'],
] as const)('what cannot be opened (%s) is %s', async (code, state) => {
  problem = code;
  await begin();
  expect(role.state()).toBe(state);
});

test('no close event ever comes: silent for long, it is closed and opened anew', async () => {
  await begin();
  const first = reader();
  first.become('offline');
  await later(AWAY_MS - 1);
  expect([opened.length, first.closes]).toEqual([1, 0]);
  await later(1);
  await later();
  expect([opened.length, first.closes, role.state()]).toEqual([2, 1, 'online']);
});

test('silent for a moment: the same reader goes on', async () => {
  await begin();
  reader().become('offline');
  await later(AWAY_MS - 1);
  reader().become('online');
  await later(AWAY_MS);
  expect([opened.length, role.state()]).toEqual([1, 'online']);
});

test('one that never says anything after it was opened is opened anew too', async () => {
  await begin('offline');
  await later(AWAY_MS);
  await later();
  expect(opened.length).toBe(2);
});

test('stopped, the reader is closed and not opened again', async () => {
  await begin();
  await role.stop();
  await later(10 * REOPEN_MS);
  expect([opened.length, reader().closes]).toEqual([1, 1]);
});
