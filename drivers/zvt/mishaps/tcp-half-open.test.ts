import { afterEach, expect, test } from 'vitest';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

let bench: Bench;
afterEach(() => bench.end());

/** The network swallows everything; no end of the connection is ever heard of. */
test('before a command: nobody answers, the connection is given up, nothing was charged', async () => {
  bench = new Bench('tcp');
  await bench.start();
  const terminal = await bench.connect({ timers: { t3Ms: 200 } });
  await bench.control({ do: 'vanish' });
  expect(await terminal.status()).toEqual({
    ok: false,
    error: { code: 'noAnswer', resultCode: null },
  });
  const afterwards = await terminal.authorise(AMOUNT, hooks());
  expect(afterwards).toEqual({
    kind: 'notSent',
    problem: { code: 'notConnected', resultCode: null },
  });
  const again = await bench.connect();
  expect((await again.authorise(AMOUNT, hooks())).kind).toBe('confirmed');
  expect(await bench.transactions()).toHaveLength(1);
});

test('the command itself vanishes: in doubt at T3, and the look-up finds nothing new', async () => {
  bench = new Bench('tcp');
  await bench.start();
  const terminal = await bench.connect({ timers: { t3Ms: 200 } });
  await bench.control({ do: 'vanish' });
  expect(await terminal.authorise(AMOUNT, hooks())).toEqual({
    kind: 'inDoubt',
    problem: { code: 'noAnswer', resultCode: null },
    authorisation: null,
  });
  const again = await bench.connect();
  expect(await again.lastTransaction(null)).toEqual({ ok: true, value: null });
});

test('while the approval is made durable: the acknowledgement vanishes, the terminal reverses', async () => {
  bench = new Bench('tcp');
  await bench.start();
  const terminal = await bench.connect({ silenceMs: 300 });
  const outcome = await terminal.authorise(
    AMOUNT,
    hooks({
      onApproval: async () => {
        await bench.control({ do: 'vanish' });
        return 'accept';
      },
    }),
  );
  expect(outcome).toMatchObject({ kind: 'inDoubt', problem: { code: 'noAnswer' } });
  expect(outcome.kind === 'inDoubt' && outcome.authorisation?.amountFils).toBe(AMOUNT);
  expect(await bench.transactions()).toMatchObject([{ kind: 'payment', status: 'reversed' }]);
  await terminal.close();
  const again = await bench.connect();
  expect(await again.lastTransaction(null)).toEqual({ ok: true, value: null });
});

test('half a message and then nothing: the connection is given up at T3', async () => {
  bench = new Bench('tcp');
  await bench.start();
  const terminal = await bench.connect({ timers: { t3Ms: 200 } });
  const outcome = terminal.authorise(
    AMOUNT,
    hooks({
      onApproval: async () => {
        await bench.control({ do: 'garbage', hex: '040fff' });
        return 'accept';
      },
    }),
  );
  expect((await outcome).kind).toBe('inDoubt');
  expect(await terminal.status()).toMatchObject({ ok: false });
});
