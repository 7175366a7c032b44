/** Paper near end: said at once where the printer tells, at the next heartbeat where it is asked. */
import { afterEach, expect, test } from 'vitest';
import { receiptOf } from './testing/bench.ts';
import { RealPrinter } from './testing/real-printer.ts';

let real: RealPrinter;
afterEach(() => real.end());

test.each([
  ['epson', 'epson-80mm-203dpi', 'full', 'printed'],
  ['custom', 'custom-kpm', 'full', 'printed'],
  ['clone', 'generic-80mm', 'unknown', 'unknown'],
] as const)('%s: low is said and still prints; a new roll is full', async (...row) => {
  const [model, profile, before, status] = row;
  real = await RealPrinter.start(model, profile);
  expect(real.printer.status.paper).toBe(before);
  await real.do({ do: 'nearEnd' });
  await real.until(({ paper }) => paper === 'low');
  expect(await real.printer.print(receiptOf('Ali'))).toMatchObject({ status });
  expect(real.printer.status).toMatchObject({ state: 'online', paper: 'low' });
  await real.do({ do: 'nearEnd', on: false });
  await real.until(({ paper }) => paper === 'full');
});
