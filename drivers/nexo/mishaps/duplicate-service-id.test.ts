import { afterAll, beforeAll, expect, test } from 'vitest';
import { AMOUNT, approvalOf, Bench, hooks, referenceOf, UNDECIDABLE } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

test('a counter that began anew: refused by the terminal, and the old payment is not taken for ours', async () => {
  const first = hooks();
  await bench.connect({ nextServiceId: () => 'SAME1' }).authorise(AMOUNT, first);
  const again = hooks();
  const terminal = bench.connect({ nextServiceId: () => 'SAME1' });
  expect(await terminal.authorise(AMOUNT, again)).toEqual({ kind: 'declined', resultCode: 0x10a });
  expect(await bench.transactions()).toHaveLength(1);
  // Were its refusal lost, the question would find the old payment, of the same amount.
  expect(await bench.connect().lastTransaction(referenceOf(again))).toMatchObject(UNDECIDABLE);
  expect(await bench.connect().lastTransaction(referenceOf(first))).toMatchObject({
    ok: true,
    value: { authorisation: approvalOf(first) },
  });
});

test('after a restart of the kiosk no ServiceID comes again', async () => {
  const names: string[] = [];
  for (let restart = 0; restart < 3; restart++) {
    const terminal = bench.connect();
    for (let payment = 0; payment < 2; payment++) {
      const heard = hooks();
      expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('confirmed');
      names.push(approvalOf(heard).receiptNumber);
    }
  }
  expect(new Set(names).size).toBe(6);
});
