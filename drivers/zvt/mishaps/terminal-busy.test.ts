import { afterEach, expect, test } from 'vitest';
import type { CardTerminal } from '../../card-terminal.ts';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.end());

const start = async (): Promise<CardTerminal> => {
  bench = new Bench();
  await bench.start();
  return bench.connect({ timers: { t3Ms: 300 } });
};

test.each([0x9c, 0xa0])(
  'it answers 84 %i: declined with the code, nothing charged',
  async (code) => {
    const terminal = await start();
    await bench.control({ do: 'refuseCommand', resultCode: code });
    expect(await terminal.authorise(AMOUNT, hooks())).toEqual({
      kind: 'declined',
      resultCode: code,
    });
    expect(await bench.transactions()).toEqual([]);
    expect((await terminal.authorise(AMOUNT, hooks())).kind).toBe('confirmed');
  },
);

test('its look-up is refused: an error, not an empty memory', async () => {
  const terminal = await start();
  await bench.control({ do: 'refuseCommand', resultCode: 0x9c });
  expect(await terminal.lastTransaction(null)).toEqual({
    ok: false,
    error: { code: 'refused', resultCode: 0x9c },
  });
});

test('it says 9C in its status', async () => {
  const terminal = await start();
  await bench.control({ do: 'status', value: 0x9c });
  expect(await terminal.status()).toEqual({ ok: true, value: { terminalStatus: 0x9c } });
  expect(await terminal.diagnose()).toMatchObject({
    ok: true,
    value: { ready: false, status: '9C busy, please wait', terminalId: '40001234' },
  });
});

test('it says nothing at all: no answer, and afterwards all is well', async () => {
  const terminal = await start();
  await bench.control({ do: 'busy', on: true });
  expect(await terminal.status()).toMatchObject({ ok: false, error: { code: 'noAnswer' } });
  await bench.control({ do: 'busy', on: false });
  expect(await terminal.status()).toEqual({ ok: true, value: { terminalStatus: 0 } });
});

test('a second operation is refused here, before anything is sent', async () => {
  const terminal = await start();
  await bench.control({ do: 'autoCard', on: false });
  const busy = { code: 'busy', resultCode: null };
  const outcome = terminal.authorise(AMOUNT, hooks());
  expect(await terminal.endOfDay(hooks())).toEqual({ kind: 'notSent', problem: busy });
  expect(await terminal.diagnose()).toEqual({ ok: false, error: busy });
  expect(await terminal.lastTransaction(null)).toEqual({ ok: false, error: busy });
  await bench.control({ do: 'insertCard' });
  expect((await outcome).kind).toBe('confirmed');
});
