/** Paper that sticks, in a printer that cannot throw its buffer away. */
import { afterEach, expect, test } from 'vitest';
import { receiptOf } from './testing/bench.ts';
import { RealPrinter } from './testing/real-printer.ts';

let real: RealPrinter;
afterEach(() => real.end());

test('jam: half a receipt, known as such; freed, it is cut off and taken back before the next', async () => {
  real = await RealPrinter.start('custom', 'custom-kpm', { takeMs: 600_000 });
  await real.do({ do: 'jamAfter', bytes: 120 });
  expect(await real.printer.print(receiptOf('Ali'))).toMatchObject({
    status: 'failed',
    partial: true,
  });
  expect(await real.printer.print(receiptOf('Bashir'))).toEqual({
    status: 'failed',
    reason: 'printerError',
    partial: false,
  });
  await real.do({ do: 'jam', on: false });
  await real.until(({ state }) => state === 'online');
  const [half] = await real.piecesWhen(([piece]) => piece?.ticket === 'retracted');
  expect(half?.content).toContain('for Ali');
  expect(await real.printer.print(receiptOf('Bashir'))).toEqual({ status: 'printed' });
  const pieces = await real.pieces();
  expect(pieces.map(({ ticket }) => ticket)).toEqual(['retracted', 'presented']);
  expect(pieces[1]?.content).toContain('line 9 for Bashir');
  expect(pieces[1]?.content).not.toContain('Ali');
});

test('jam in a printer that has no sensor for it: a mechanical error, over after recovery', async () => {
  real = await RealPrinter.start('epson', 'epson-tm-t88');
  await real.do({ do: 'jamAfter', bytes: 120 });
  expect(await real.printer.print(receiptOf('Ali'))).toEqual({
    status: 'failed',
    reason: 'printerError',
    partial: true,
  });
  await real.do({ do: 'cover', open: true });
  await real.until(({ coverOpen }) => coverOpen);
  await real.do({ do: 'jam', on: false });
  await real.do({ do: 'cover', open: false });
  await real.until(({ state }) => state === 'online');
  expect(await real.printer.print(receiptOf('Bashir'))).toEqual({ status: 'printed' });
  expect((await real.pieces()).at(-1)?.content).not.toContain('Ali');
});
