import { afterAll, beforeAll, expect, test } from 'vitest';
import { AMOUNT, approvalOf, Bench, hooks } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

const BUSY = 0x102;

test('busy with something else: nothing charged, and it says so in its status', async () => {
  const terminal = bench.connect();
  await bench.control({ do: 'busy', on: true });
  expect(await terminal.authorise(AMOUNT, hooks())).toEqual({ kind: 'declined', resultCode: BUSY });
  expect(await terminal.status()).toEqual({ ok: true, value: { terminalStatus: 0x9c } });
  expect(await terminal.register()).toMatchObject({ ok: true });
  expect(await terminal.diagnose()).toMatchObject({ ok: true, value: { ready: false } });
  expect(await terminal.endOfDay(hooks())).toEqual({ kind: 'refused', resultCode: BUSY });
  await bench.control({ do: 'busy', on: false });
  expect(await bench.transactions()).toEqual([]);
});

test('a reversal is tried again under a new name, three times in all', async () => {
  const terminal = bench.connect();
  const heard = hooks();
  await terminal.authorise(AMOUNT, heard);
  await bench.control({ do: 'refuseReversal', condition: 'Busy', times: 2 });
  const back = hooks();
  expect((await terminal.reverse(approvalOf(heard), back)).kind).toBe('reversed');
  expect(new Set(back.references).size).toBe(3);
});

test('it stays busy: the reversal did not begin', async () => {
  const terminal = bench.connect();
  const heard = hooks();
  await terminal.authorise(AMOUNT, heard);
  await bench.control({ do: 'refuseReversal', condition: 'Busy', times: 3 });
  expect(await terminal.reverse(approvalOf(heard), hooks())).toEqual({
    kind: 'notSent',
    problem: { code: 'busy', resultCode: BUSY },
  });
});

test('a second operation is refused here, before anything is sent', async () => {
  await bench.control({ do: 'autoCard', on: false });
  const terminal = bench.connect();
  const outcome = terminal.authorise(AMOUNT, hooks());
  const busy = { code: 'busy', resultCode: null };
  expect(await terminal.authorise(AMOUNT, hooks())).toEqual({ kind: 'notSent', problem: busy });
  expect(await terminal.lastTransaction(null)).toEqual({ ok: false, error: busy });
  expect(await terminal.diagnose()).toEqual({ ok: false, error: busy });
  expect(await terminal.endOfDay(hooks())).toEqual({ kind: 'notSent', problem: busy });
  await bench.until(({ phase }) => phase === 'card');
  await bench.control({ do: 'insertCard' });
  expect((await outcome).kind).toBe('confirmed');
});

test('closed while a payment runs: in doubt; afterwards nothing is sent', async () => {
  const terminal = bench.connect();
  const outcome = terminal.authorise(AMOUNT, hooks());
  await bench.until(({ phase }) => phase === 'card');
  await terminal.close();
  expect(await outcome).toMatchObject({ kind: 'inDoubt', problem: { code: 'linkLost' } });
  expect(await terminal.authorise(AMOUNT, hooks())).toEqual({
    kind: 'notSent',
    problem: { code: 'notConnected', resultCode: null },
  });
  await bench.control({ do: 'removeCard' });
});
