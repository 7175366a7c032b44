import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { CardTerminal } from '../../card-terminal.ts';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.end());

const start = async (...more: readonly string[]): Promise<CardTerminal> => {
  bench = new Bench();
  await bench.start(...more);
  return bench.connect({ timers: { t3Ms: 300 }, silenceMs: 1_000 });
};

/** Asked again while the driver still answers what the terminal sent late, as the engine does. */
const lastOnceIdle = async (
  terminal: CardTerminal,
): ReturnType<CardTerminal['lastTransaction']> => {
  for (;;) {
    const last = await terminal.lastTransaction(null);
    if (last.ok || last.error.code !== 'busy') return last;
    await setImmediate();
  }
};

test('the command is refused three times: proven not sent, and the next one goes through', async () => {
  const terminal = await start();
  await bench.control({ do: 'nak', times: 3 });
  const heard = hooks();
  expect(await terminal.authorise(AMOUNT, heard)).toEqual({
    kind: 'notSent',
    problem: { code: 'noAnswer', resultCode: null },
  });
  expect(heard.replies).toEqual([]);
  expect((await terminal.authorise(AMOUNT, hooks())).kind).toBe('confirmed');
  expect(await bench.transactions()).toHaveLength(1);
});

test('refused twice, taken the third time: paid once', async () => {
  const terminal = await start();
  await bench.control({ do: 'nak', times: 2 });
  expect((await terminal.authorise(AMOUNT, hooks())).kind).toBe('confirmed');
  expect(await bench.transactions()).toHaveLength(1);
});

test('our acknowledgement of the approval is refused three times: in doubt, and reversed', async () => {
  const terminal = await start('--approval-wait', '300');
  const outcome = await terminal.authorise(
    AMOUNT,
    hooks({
      onApproval: async () => {
        await bench.control({ do: 'nak', times: 3 });
        return 'accept';
      },
    }),
  );
  expect(outcome).toMatchObject({ kind: 'inDoubt', authorisation: { amountFils: AMOUNT } });
  expect(await bench.transactions()).toMatchObject([{ status: 'reversed' }]);
  expect(await lastOnceIdle(terminal)).toEqual({ ok: true, value: null });
});

test('every frame of the terminal is damaged once: nothing is lost, nothing doubled', async () => {
  const terminal = await start();
  await bench.control({ do: 'badCrc', times: 2 });
  const heard = hooks();
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('confirmed');
  expect(heard.approvals).toHaveLength(1);
});
