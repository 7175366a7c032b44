import { afterAll, beforeAll, expect, test } from 'vitest';
import { AMOUNT, approvalOf, Bench, hooks, referenceOf } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

const broken = (): never => {
  throw new Error('disk full');
};

test('the reference cannot be made durable: nothing is sent', async () => {
  const terminal = bench.connect();
  expect(await terminal.authorise(AMOUNT, hooks({ onReference: broken }))).toMatchObject({
    kind: 'notSent',
  });
  expect(await bench.seen('Payment')).toBe(0);
  expect(bench.notices.at(-1)).toMatchObject({ kind: 'hookFailed' });
});

test('no ServiceID can be had: nothing is sent', async () => {
  const terminal = bench.connect({ nextServiceId: broken });
  expect(await terminal.authorise(AMOUNT, hooks())).toMatchObject({ kind: 'notSent' });
  expect(await bench.seen('Payment')).toBe(0);
});

test('the approval cannot be made durable: in doubt, and found later', async () => {
  const heard = hooks({ onApproval: () => Promise.reject(new Error('disk full')) });
  const terminal = bench.connect();
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('inDoubt');
  expect(await terminal.lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0, authorisation: { amountFils: AMOUNT } },
  });
});

test('a reversal that cannot be made durable is in doubt; before its name, not sent', async () => {
  const terminal = bench.connect();
  const heard = hooks();
  await terminal.authorise(AMOUNT, heard);
  const original = approvalOf(heard);
  expect(await terminal.reverse(original, { ...hooks(), onReference: broken })).toMatchObject({
    kind: 'notSent',
  });
  const back = hooks();
  const onReversal = () => Promise.reject(new Error('disk full'));
  expect(await terminal.reverse(original, { ...back, onReversal })).toMatchObject({
    kind: 'inDoubt',
  });
  expect(await terminal.lastTransaction(referenceOf(back))).toMatchObject({
    ok: true,
    value: { originalTrace: original.trace },
  });
});
