import { afterAll, beforeAll, expect, test } from 'vitest';
import { AMOUNT, Bench, hooks, referenceOf } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

test('the line dies, the card comes later: in progress until it is charged', async () => {
  await bench.control({ do: 'autoCard', on: false });
  await bench.control({ do: 'answerLate' });
  const heard = hooks();
  const terminal = bench.connect();
  expect(await terminal.authorise(AMOUNT, heard)).toMatchObject({
    kind: 'inDoubt',
    problem: { code: 'linkLost' },
  });
  await bench.until(({ phase }) => phase === 'card');
  const open = { ok: false, error: { code: 'busy', resultCode: 0x105 } };
  expect(await terminal.lastTransaction(referenceOf(heard))).toEqual(open);
  expect(await terminal.status()).toEqual({ ok: true, value: { terminalStatus: 0x9c } });
  expect(await terminal.lastTransaction(referenceOf(heard))).toEqual(open);
  await bench.control({ do: 'insertCard', card: 'benefit' });
  const [listed] = await bench.transactions();
  expect(await terminal.lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: {
      resultCode: 0,
      originalTrace: null,
      authorisation: {
        trace: listed?.trace,
        amountFils: AMOUNT,
        scheme: 'benefit',
        lastFour: '0019',
      },
    },
  });
});

test('the line dies, the card never comes: not charged', async () => {
  await bench.control({ do: 'answerLate' });
  const heard = hooks();
  const terminal = bench.connect();
  await terminal.authorise(AMOUNT, heard);
  await bench.until(({ phase }) => phase === 'card');
  await bench.control({ do: 'removeCard' });
  await bench.transactions();
  expect(await terminal.lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0x103 },
  });
});
