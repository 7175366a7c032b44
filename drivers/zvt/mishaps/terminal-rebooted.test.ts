import { afterEach, expect, test } from 'vitest';
import type { CardTerminal } from '../../card-terminal.ts';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.end());

const start = async (): Promise<CardTerminal> => {
  bench = new Bench();
  await bench.start();
  return bench.connect({ silenceMs: 300 });
};

test('rebooted while it waits for a card: in doubt; it remembers nothing new', async () => {
  const terminal = await start();
  await bench.control({ do: 'autoCard', on: false });
  const outcome = await terminal.authorise(AMOUNT, {
    ...hooks(),
    onPrompt: (prompt) => {
      if (prompt === 'presentCard') void bench.control({ do: 'reboot' });
    },
  });
  expect(outcome).toMatchObject({ kind: 'inDoubt', authorisation: null });
  expect(await terminal.lastTransaction(null)).toEqual({ ok: true, value: null });
  expect(await bench.transactions()).toEqual([]);
});

test('rebooted while our approval is made durable: the late answer is no answer any more', async () => {
  const terminal = await start();
  const outcome = await terminal.authorise(
    AMOUNT,
    hooks({
      onApproval: async () => {
        await bench.control({ do: 'reboot' });
        return 'accept';
      },
    }),
  );
  expect(outcome).toMatchObject({ kind: 'inDoubt', authorisation: { amountFils: AMOUNT } });
  expect(await bench.transactions()).toMatchObject([{ kind: 'payment', status: 'reversed' }]);
  expect(await terminal.lastTransaction(null)).toEqual({ ok: true, value: null });
});

test('it has forgotten its registration; registered again it pays as before', async () => {
  const terminal = await start();
  await bench.control({ do: 'reboot' });
  expect((await terminal.register()).ok).toBe(true);
  const heard = hooks();
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('confirmed');
  expect(heard.prompts).toContain('presentCard');
});
