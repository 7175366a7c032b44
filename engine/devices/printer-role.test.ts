import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrinterStatus } from '../../contract/devices.ts';
import { fail, ok } from '../../contract/result.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createPrinterRole, type PrinterRole } from './printer-role.ts';

const REOPEN_MS = 1_000;
const ready: PrinterStatus = { state: 'online', paper: 'full', coverOpen: false };
let clock: FakeClock;
let role: PrinterRole;
let problem: OpenProblem['code'] | null;
let unplug: () => void;
let jobs: number;
let changes: number;
const bugs: unknown[] = [];

beforeEach(async () => {
  clock = createFakeClock();
  problem = null;
  jobs = 0;
  changes = 0;
  role = createPrinterRole({
    clock,
    connect: () => {
      if (problem !== null) return Promise.resolve(fail({ code: problem, where: '', detail: '' }));
      const closed = new Promise<void>((resolve) => {
        unplug = resolve;
      });
      return Promise.resolve(
        ok({
          closed,
          printer: {
            status: ready,
            onStatus: () => () => undefined,
            print: () => {
              jobs += 1;
              return Promise.resolve({ status: 'printed' as const });
            },
            close: () => Promise.resolve(),
          },
        }),
      );
    },
    reopenMs: REOPEN_MS,
    onBug: (cause) => bugs.push(cause),
  });
  role.onChange(() => {
    changes += 1;
  });
  await settle();
});
afterEach(async () => {
  await role.stop();
  expect(bugs).toEqual([]);
});
const later = async (): Promise<void> => {
  clock.advance(REOPEN_MS);
  await settle();
};

test('opened, it says what the printer says, and prints', async () => {
  expect(role.status()).toEqual(ready);
  expect(await role.print({ bands: [] })).toEqual({ status: 'printed' });
  expect(changes).toBeGreaterThan(0);
});

test('unplugged it prints nothing, now or later; plugged in again it is itself', async () => {
  unplug();
  await settle();
  expect(role.status()).toEqual({ state: 'offline', paper: 'unknown', coverOpen: false });
  expect(await role.print({ bands: [] })).toEqual({
    status: 'failed',
    reason: 'notConnected',
    partial: false,
  });
  await later();
  expect(role.status()).toEqual(ready);
  expect(jobs).toBe(0);
});

test.each([
  ['noSuchDevice', 'noDevice'],
  ['notPermitted', 'hardwareError'],
] as const)('a device that cannot be opened (%s) is %s, and tried again', async (code, state) => {
  problem = code;
  unplug();
  await settle();
  await later();
  expect(role.status().state).toBe(state);
  problem = null;
  await later();
  expect(role.status()).toEqual(ready);
});
