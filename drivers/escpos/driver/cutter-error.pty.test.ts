/** The blade sticks: an error until its cause is gone and `DLE ENQ` was heard (digest §11, §14). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { receiptOf } from './testing/bench.ts';
import { RealPrinter } from './testing/real-printer.ts';

let real: RealPrinter;
beforeEach(async () => {
  real = await RealPrinter.start('epson', 'epson-80mm-203dpi');
  await real.do({ do: 'cutterErrorAtCut' });
  expect(await real.printer.print(receiptOf('Ali'))).toEqual({
    status: 'failed',
    reason: 'printerError',
    partial: true,
  });
  expect(real.printer.status.state).toBe('hardwareError');
});
afterEach(() => real.end());

test('while it sticks nothing is printed', async () => {
  expect(await real.printer.print(receiptOf('Bashir'))).toEqual({
    status: 'failed',
    reason: 'printerError',
    partial: false,
  });
});

test('cleared, and the cover closed again: recovered, the uncut receipt cut off by itself', async () => {
  await real.do({ do: 'cover', open: true });
  await real.until(({ coverOpen }) => coverOpen);
  await real.do({ do: 'fault', state: 'none' });
  await real.do({ do: 'cover', open: false });
  await real.until(({ state }) => state === 'online');
  const [first] = await real.piecesWhen((pieces) => pieces.length === 1);
  expect(first).toMatchObject({ complete: false });
  expect(await real.printer.print(receiptOf('Bashir'))).toEqual({ status: 'printed' });
  const pieces = await real.pieces();
  expect(pieces).toHaveLength(2);
  expect(pieces[1]?.content).not.toContain('Ali');
});
