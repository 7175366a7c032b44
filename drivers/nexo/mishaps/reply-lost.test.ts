import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AMOUNT,
  approvalOf,
  Bench,
  createPushedClock,
  hooks,
  referenceOf,
} from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

test.each([
  [{ do: 'loseReply' }, 'linkLost'],
  [{ do: 'cutReply' }, 'linkLost'],
  [{ do: 'flood' }, 'linkLost'],
  [{ do: 'emptyReply' }, 'malformed'],
  [{ do: 'html' }, 'malformed'],
])('%j after the approval: in doubt, then charged by its own name', async (mishap, code) => {
  await bench.control(mishap);
  const heard = hooks();
  const before = (await bench.transactions()).length;
  expect(await bench.connect().authorise(AMOUNT, heard)).toEqual({
    kind: 'inDoubt',
    problem: { code, resultCode: null },
    authorisation: null,
  });
  expect(heard.approvals).toEqual([]);
  const listed = await bench.transactions();
  expect(listed).toHaveLength(before + 1);
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0, authorisation: { amountFils: AMOUNT, trace: listed.at(-1)?.trace } },
  });
});

test('no word for 130 s: in doubt, and the terminal is asked to stop waiting', async () => {
  const clock = createPushedClock();
  await bench.control({ do: 'autoCard', on: false });
  const heard = hooks();
  const outcome = bench.connect({ clock }).authorise(AMOUNT, heard);
  await bench.until(({ phase }) => phase === 'card');
  const aborts = await bench.seen('Abort');
  clock.push(129_000);
  await bench.until(({ phase }) => phase === 'card');
  clock.push(2_000);
  expect(await outcome).toMatchObject({ kind: 'inDoubt', problem: { code: 'noAnswer' } });
  await bench.until(({ service }) => service === null);
  expect(await bench.seen('Abort')).toBe(aborts + 1);
  expect(await bench.connect().lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { resultCode: 0x101 },
  });
  await bench.control({ do: 'autoCard', on: true });
});

test('the answer to a question is lost: it is asked again', async () => {
  const heard = hooks();
  const terminal = bench.connect();
  await terminal.authorise(AMOUNT, heard);
  await bench.control({ do: 'loseReply' });
  expect(await terminal.lastTransaction(referenceOf(heard))).toMatchObject({
    ok: false,
    error: { code: 'linkLost' },
  });
  expect(await terminal.lastTransaction(referenceOf(heard))).toMatchObject({
    ok: true,
    value: { authorisation: approvalOf(heard) },
  });
});

test('the reply to a reversal is lost: its own name tells', async () => {
  const heard = hooks();
  const terminal = bench.connect();
  await terminal.authorise(AMOUNT, heard);
  const original = approvalOf(heard);
  await bench.control({ do: 'loseReply' });
  const back = hooks();
  expect(await terminal.reverse(original, back)).toEqual({
    kind: 'inDoubt',
    problem: { code: 'linkLost', resultCode: null },
  });
  expect(back.reversals).toEqual([]);
  expect(await terminal.lastTransaction(referenceOf(back))).toMatchObject({
    ok: true,
    value: { resultCode: 0, originalTrace: original.trace },
  });
  expect((await bench.transactions()).at(-1)).toMatchObject({ kind: 'reversal' });
});

test('the reply to an end of day is lost: in doubt', async () => {
  await bench.control({ do: 'loseReply', category: 'Reconciliation' });
  expect(await bench.connect().endOfDay(hooks())).toMatchObject({ kind: 'inDoubt' });
});

test('a question that is answered about another payment proves nothing', async () => {
  const heard = hooks();
  const terminal = bench.connect();
  await terminal.authorise(AMOUNT, heard);
  await bench.control({ do: 'otherRepeat' });
  expect(await terminal.lastTransaction(referenceOf(heard))).toEqual({
    ok: false,
    error: { code: 'malformed', resultCode: null },
  });
  expect(bench.notices.at(-1)).toEqual({ kind: 'forged', why: 'otherHeader' });
});
