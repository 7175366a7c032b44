/** A presenter (digest §15): the sensor in its mouth is the proof, and no ticket waits for the next person. */
import { afterEach, expect, test } from 'vitest';
import { receiptOf } from './testing/bench.ts';
import { RealPrinter } from './testing/real-printer.ts';

const NEVER_MS = 600_000;
let real: RealPrinter;
afterEach(() => real.end());
const start = async (takeMs: number): Promise<void> => {
  real = await RealPrinter.start('custom', 'custom-vkp80', { takeMs });
};

test('handed out is printed; taken, the mouth is empty', async () => {
  await start(NEVER_MS);
  expect(real.printer.status).toEqual({
    state: 'online',
    paper: 'full',
    coverOpen: false,
    media: 'notPresent',
  });
  expect(await real.printer.print(receiptOf('Ali'))).toEqual({ status: 'printed' });
  await real.until(({ media }) => media === 'present');
  await real.do({ do: 'takeTicket' });
  await real.until(({ media }) => media === 'notPresent');
  const [piece, ...others] = await real.pieces();
  expect(others).toEqual([]);
  expect(piece).toMatchObject({ complete: true, ticket: 'taken' });
  // It answers no fence: asked for one it would print the question.
  expect(await real.do({ do: 'state' })).toMatchObject({ strays: 0 });
  expect(piece?.content).not.toContain('\x1d(H');
});

test('not taken in time it is taken back, and that is said until the next one', async () => {
  await start(50);
  expect(await real.printer.print(receiptOf('Ali'))).toEqual({ status: 'printed' });
  await real.until(({ media }) => media === 'retracted');
  expect(await real.pieces()).toMatchObject([{ ticket: 'retracted' }]);
  await real.printer.print(receiptOf('Bashir'));
  await real.until(({ media }) => media === 'retracted');
  expect(await real.pieces()).toMatchObject([{ ticket: 'retracted' }, { ticket: 'retracted' }]);
});

test('the next person’s receipt waits until the last one’s is taken back', async () => {
  await start(NEVER_MS);
  await real.printer.print(receiptOf('Ali'));
  expect(await real.printer.print(receiptOf('Bashir'))).toEqual({ status: 'printed' });
  const pieces = await real.pieces();
  expect(pieces.map(({ ticket }) => ticket)).toEqual(['retracted', 'presented']);
  expect(pieces[1]?.content).not.toContain('Ali');
});

test('one that cannot be taken back keeps the printer to itself until somebody pulls it out', async () => {
  const presenter = { presentSteps: 100, retracts: true, retractMs: 300 };
  const options = { takeMs: NEVER_MS, profile: { presenter } };
  real = await RealPrinter.start('custom', 'custom-vkp80', options);
  await real.printer.print(receiptOf('Ali'));
  await real.do({ do: 'retracting', on: false });
  const refused = real.printer.print(receiptOf('Bashir'));
  await real.until(({ media }) => media === 'jammed');
  expect(await refused).toEqual({ status: 'failed', reason: 'printerError', partial: false });
  expect(real.printer.status.state).toBe('userError');
  await real.do({ do: 'takeTicket' });
  await real.until(({ state, media }) => state === 'online' && media === 'notPresent');
  expect(await real.pieces()).toMatchObject([{ ticket: 'taken' }]);
});

test('a ticket that stands there from before is nobody’s: taken back', async () => {
  await start(NEVER_MS);
  await real.printer.print(receiptOf('Ali'));
  await real.printer.close();
  await real.connect({ takeMs: 50 });
  await real.until(({ media }) => media === 'retracted');
});

test('never seen at the mouth is never called printed', async () => {
  await start(NEVER_MS);
  await real.do({ do: 'jamAfter', bytes: 120 });
  expect(await real.printer.print(receiptOf('Ali'))).toEqual({
    status: 'failed',
    reason: 'printerError',
    partial: true,
  });
  expect(real.printer.status).toMatchObject({
    state: 'hardwareError',
    paper: 'jammed',
    media: 'jammed',
  });
});
