import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CardTerminal } from '../../card-terminal.ts';
import { AMOUNT, Bench, fils, hooks } from './testing/bench.ts';

let bench: Bench;
let terminal: CardTerminal;
beforeEach(async () => {
  bench = new Bench();
  await bench.start();
  terminal = await bench.connect({ silenceMs: 500 });
});
afterEach(() => bench.end());

const paid = async (amount = AMOUNT) => {
  const outcome = await terminal.authorise(amount, hooks());
  if (outcome.kind !== 'confirmed') throw new Error(outcome.kind);
  return outcome.authorisation;
};

test('closed: the totals of its day; nothing of it can be reversed any more', async () => {
  const first = await paid();
  await paid(fils(1_250));
  const heard = hooks();
  expect(await terminal.endOfDay(heard)).toEqual({
    kind: 'closed',
    totals: { count: 2, totalFils: 9_100, traceFirst: '0001', traceLast: '0002' },
  });
  expect(heard.replies.map(({ kind }) => kind)).toContain('statusInformation');
  expect(await terminal.reverse(first, hooks())).toEqual({ kind: 'refused', resultCode: 0xb5 });
});

test('a day without payments closes too, and payments go on after it', async () => {
  expect(await terminal.endOfDay(hooks())).toMatchObject({
    kind: 'closed',
    totals: { count: 0, totalFils: 0 },
  });
  const last = await terminal.lastTransaction(null);
  expect(last).toMatchObject({ ok: true, value: { endOfDay: true, resultCode: 0 } });
  await paid();
});

test.each([0x77, 0xf0, 0xa1])('refused with %i: the day is still open', async (code) => {
  const authorisation = await paid();
  await bench.control({ do: 'refuseEndOfDay', resultCode: code });
  expect(await terminal.endOfDay(hooks())).toEqual({ kind: 'refused', resultCode: code });
  expect((await terminal.reverse(authorisation, hooks())).kind).toBe('reversed');
});

test('the terminal demands it: payments are refused with F0 until it was done', async () => {
  await bench.control({ do: 'status', value: 0xf0 });
  expect(await terminal.authorise(AMOUNT, hooks())).toEqual({ kind: 'declined', resultCode: 0xf0 });
  expect(await terminal.diagnose()).toMatchObject({
    ok: true,
    value: { ready: false, status: 'F0 end of day due' },
  });
  expect((await terminal.endOfDay(hooks())).kind).toBe('closed');
  await paid();
});

test('no answer to the command: in doubt; once more is harmless', async () => {
  await bench.control({ do: 'noReply', command: '0650' });
  const impatient = await closeAndReconnect();
  expect(await impatient.endOfDay(hooks())).toMatchObject({
    kind: 'inDoubt',
    problem: { code: 'noAnswer' },
  });
  expect((await impatient.endOfDay(hooks())).kind).toBe('closed');
});

const closeAndReconnect = async (): Promise<CardTerminal> => {
  await terminal.close();
  terminal = await bench.connect({ timers: { t3Ms: 300 } });
  return terminal;
};

test('refused by the driver while a payment runs', async () => {
  await bench.control({ do: 'autoCard', on: false });
  const outcome = terminal.authorise(AMOUNT, hooks());
  expect(await terminal.endOfDay(hooks())).toMatchObject({
    kind: 'notSent',
    problem: { code: 'busy' },
  });
  await bench.control({ do: 'insertCard' });
  expect((await outcome).kind).toBe('confirmed');
});
