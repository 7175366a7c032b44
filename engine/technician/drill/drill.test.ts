import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DrillEntry, DrillStepName } from '../../../contract/technician-drill.ts';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, inDoubtPayment } from '../../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../../testing/sample.ts';
import { createFaultDrill, type FaultDrill } from './drill.ts';

let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let bench: Bench;
let ended: DrillEntry[];
let well: { reader: boolean; printer: boolean; cover: boolean; gateway: boolean };

const startOf = (bootId: string): FaultDrill =>
  createFaultDrill({
    clock,
    journal: bench.journal,
    bootId: () => bootId,
    onEnded: (entry) => {
      ended.push(entry);
    },
    senses: {
      readerOnline: () => well.reader,
      printerOnline: () => well.printer,
      coverOpen: () => well.cover,
      gatewayOnline: () => well.gateway,
    },
  });
const of = (drill: FaultDrill, step: DrillStepName): Partial<DrillEntry> => {
  const { state, code } = drill.entries()?.find((one) => one.step === step) ?? {};
  return { state, code } as Partial<DrillEntry>;
};

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  ended = [];
  well = { reader: true, printer: true, cover: false, gateway: true };
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

test('a step passes once the kiosk saw it ill and then well, and takes as long as that', () => {
  const drill = startOf('one');
  expect(drill.start('reader')).toBe(false);
  drill.begin();
  expect(drill.start('reader')).toBe(true);
  expect(drill.start('cover')).toBe(false);
  expect(drill.look()).toBe(false);
  well.reader = false;
  clock.advance(4_000);
  expect(drill.look()).toBe(true);
  expect(of(drill, 'reader')).toEqual({ state: 'undo', code: null });
  expect(drill.look()).toBe(false);
  well.reader = true;
  clock.advance(6_000);
  expect(drill.look()).toBe(true);
  expect(of(drill, 'reader')).toEqual({ state: 'passed', code: null });
  const [entry] = ended;
  expect(Date.parse(entry?.endedAt ?? '') - Date.parse(entry?.beganAt ?? '')).toBe(10_000);
});

test.each([
  ['reader', { reader: false }],
  ['cover', { cover: true }],
  ['cover', { printer: false }],
  ['network', { gateway: false }],
] as const)('what is not well to begin with cannot be tried: %s', (step, ill) => {
  Object.assign(well, ill);
  const drill = startOf('one');
  drill.begin();
  expect(drill.start(step)).toBe(true);
  expect(of(drill, step)).toEqual({ state: 'failed', code: 'notReady' });
  // Mended, it may be tried again.
  Object.assign(well, { reader: true, printer: true, cover: false, gateway: true });
  expect(drill.start(step)).toBe(true);
  expect(of(drill, step)).toEqual({ state: 'cause', code: null });
});

test('a cover that is closed while the printer stays away has not come back', () => {
  const drill = startOf('one');
  drill.begin();
  drill.start('cover');
  well.cover = true;
  drill.look();
  Object.assign(well, { cover: false, printer: false });
  expect(drill.look()).toBe(false);
  expect(drill.end('cover', 'cameNotBack')).toBe(true);
  expect(of(drill, 'cover')).toEqual({ state: 'failed', code: 'cameNotBack' });
  expect(drill.end('cover', 'cameNotBack')).toBe(false);
});

test('nobody can say that it passed, nor that what was never begun failed', () => {
  const drill = startOf('one');
  drill.begin();
  expect(drill.end('network', 'nothingSeen')).toBe(false);
  expect(drill.end('network', 'notPossible')).toBe(true);
  expect(of(drill, 'network')).toEqual({ state: 'notDone', code: 'notPossible' });
});

/** The engine is gone in the middle; what is done in between is done by the next one. */
const afterPowerCut = (bootId: string, meanwhile: () => void): FaultDrill => {
  const before = startOf('one');
  before.begin();
  before.start('power');
  clock.advance(20_000);
  meanwhile();
  clock.advance(60_000);
  const after = startOf(bootId);
  after.look();
  return after;
};

test('cut in the middle of a payment and settled after the start: passed', () => {
  let id = '';
  const drill = afterPowerCut('two', () => {
    id = inDoubtPayment(bench);
  });
  expect(of(drill, 'power')).toEqual({ state: 'cause', code: 'stillOpen' });
  const { journal } = bench;
  const payment = journal.latest(1)[0];
  expect(payment?.paymentId).toBe(id);
  clock.advance(5_000);
  journal.commit({
    paymentId: payment?.paymentId ?? ('' as never),
    facts: [{ v: 1, type: 'notCharged', evidence: 'lastTransactionUnchanged' }],
  });
  expect(drill.look()).toBe(true);
  expect(of(drill, 'power')).toEqual({ state: 'passed', code: 'settled' });
});

test('a payment that the battery carried to its end is told apart', () => {
  const drill = afterPowerCut('two', () => confirmedPayment(bench));
  expect(of(drill, 'power')).toEqual({ state: 'passed', code: 'endedBefore' });
});

test('an approval that nobody has confirmed is no end', () => {
  const drill = afterPowerCut('two', () => approvedPayment(bench));
  expect(of(drill, 'power')).toEqual({ state: 'cause', code: 'stillOpen' });
});

test('only the program ended: that is no power cut', () => {
  const drill = afterPowerCut('one', () => confirmedPayment(bench));
  expect(of(drill, 'power')).toEqual({ state: 'failed', code: 'machineStayed' });
});

test('nobody was paying, or paid before it was begun: it says so and waits', () => {
  confirmedPayment(bench);
  clock.advance(1_000);
  const drill = afterPowerCut('two', () => undefined);
  expect(of(drill, 'power')).toEqual({ state: 'cause', code: 'noPayment' });
  expect(drill.look()).toBe(false);
});
