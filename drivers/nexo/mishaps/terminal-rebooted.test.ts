import { afterAll, beforeAll, expect, test } from 'vitest';
import { AMOUNT, approvalOf, Bench, hooks, referenceOf } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

test('rebooted while it waits for the card: in doubt, then not charged', async () => {
  await bench.control({ do: 'autoCard', on: false });
  const heard = hooks();
  const outcome = bench.connect().authorise(AMOUNT, heard);
  await bench.until(({ phase }) => phase === 'card');
  await bench.control({ do: 'reboot' });
  expect(await outcome).toMatchObject({ kind: 'inDoubt', problem: { code: 'linkLost' } });
  expect(await bench.transactions()).toEqual([]);
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0x101 },
  });
});

test('its power is cut in the middle of a payment: asked until it is back', async () => {
  await bench.control({ do: 'autoCard', on: false });
  const heard = hooks();
  const terminal = bench.connect();
  const outcome = terminal.authorise(AMOUNT, heard);
  await bench.until(({ phase }) => phase === 'card');
  await bench.powerCut();
  expect((await outcome).kind).toBe('inDoubt');
  expect(await terminal.lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0x101 },
  });
});

test('its power is cut after an approval whose answer was lost: it still knows', async () => {
  await bench.control({ do: 'loseReply' });
  const heard = hooks();
  const terminal = bench.connect();
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('inDoubt');
  await bench.powerCut();
  expect(await terminal.lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0, authorisation: { amountFils: AMOUNT } },
  });
  const before = hooks();
  await terminal.authorise(AMOUNT, before);
  await bench.powerCut();
  expect((await terminal.reverse(approvalOf(before), hooks())).kind).toBe('reversed');
});
