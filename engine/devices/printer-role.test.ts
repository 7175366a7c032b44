import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import type { FedPaper } from '../../drivers/receipt-printer.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createPrinterRole, type PrinterRole } from './printer-role.ts';

const REOPEN_MS = 1_000;
const ready = { state: 'online', paper: 'full', coverOpen: false, media: null } as const;
let clock: FakeClock;
let role: PrinterRole;
let problem: OpenProblem['code'] | null;
let unplug: () => void;
let feed: (fed: FedPaper) => void;
let kept: string | null;
let jobs: number;
let changes: number;
const bugs: unknown[] = [];

beforeEach(async () => {
  clock = createFakeClock();
  problem = null;
  jobs = 0;
  changes = 0;
  kept = null;
  role = makeRole();
  role.onChange(() => {
    changes += 1;
  });
  await settle();
});
const makeRole = (): PrinterRole =>
  createPrinterRole({
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
            onPaperFed: (listener) => {
              feed = listener;
              return () => undefined;
            },
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
    paper: {
      rollMetres: 10,
      nearEndMetres: 1,
      load: () => kept,
      save: (record) => {
        kept = record;
      },
    },
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
  expect(role.status()).toEqual({ ...ready, receiptsLeft: null });
  expect(await role.print({ bands: [] })).toEqual({ status: 'printed' });
  expect(changes).toBeGreaterThan(0);
});

test('unplugged it prints nothing, now or later; plugged in again it is itself', async () => {
  unplug();
  await settle();
  expect(role.status()).toEqual({
    state: 'offline',
    paper: 'unknown',
    coverOpen: false,
    media: null,
    receiptsLeft: null,
  });
  expect(await role.print({ bands: [] })).toEqual({
    status: 'failed',
    reason: 'notConnected',
    partial: false,
  });
  await later();
  expect(role.status()).toEqual({ ...ready, receiptsLeft: null });
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
  expect(role.status()).toEqual({ ...ready, receiptsLeft: null });
});

test('the receipts left follow the paper fed, and are remembered across a restart', async () => {
  const before = changes;
  feed({ mm: 200, receipt: true });
  expect(changes).toBeGreaterThan(before);
  expect(role.status().receiptsLeft).toBe(49);
  feed({ mm: 100, receipt: false });
  expect(role.paper()).toMatchObject({ mmLeft: 9_700, receiptsLeft: 48 });
  await role.stop();
  role = makeRole();
  await settle();
  expect(role.status().receiptsLeft).toBe(48);
  role.newRoll();
  expect(role.status().receiptsLeft).toBe(50);
});
