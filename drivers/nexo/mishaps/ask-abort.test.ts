import { afterAll, beforeAll, expect, test } from 'vitest';
import { AMOUNT, Bench, hooks } from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

beforeAll(() => bench.control({ do: 'autoCard', on: false }));

test("before the card: cancelled by the payment's own answer", async () => {
  const terminal = bench.connect();
  const outcome = terminal.authorise(AMOUNT, hooks());
  await bench.until(({ phase }) => phase === 'card');
  await terminal.askAbort();
  expect(await outcome).toEqual({ kind: 'cancelled', resultCode: 0x101 });
  expect(await bench.transactions()).toEqual([]);
});

test('ignored, and approved anyway: confirmed', async () => {
  await bench.control({ do: 'abortIgnored' });
  const terminal = bench.connect();
  const heard = hooks();
  const outcome = terminal.authorise(AMOUNT, heard);
  await bench.until(({ phase }) => phase === 'card');
  await terminal.askAbort();
  expect((await bench.until(() => true))['phase']).toBe('card');
  await bench.control({ do: 'insertCard' });
  expect((await outcome).kind).toBe('confirmed');
  expect(heard.approvals).toHaveLength(1);
});

test('its answer is lost: the payment goes on as if it had none', async () => {
  await bench.control({ do: 'loseReply', category: 'Abort' });
  const terminal = bench.connect();
  const outcome = terminal.authorise(AMOUNT, hooks());
  await bench.until(({ phase }) => phase === 'card');
  await terminal.askAbort();
  expect(await outcome).toEqual({ kind: 'cancelled', resultCode: 0x101 });
});

test('before anything was sent: it is not sent at all', async () => {
  const before = [await bench.seen('Payment'), await bench.seen('Abort')];
  const terminal = bench.connect();
  const outcome = terminal.authorise(AMOUNT, hooks());
  await terminal.askAbort();
  expect(await outcome).toEqual({ kind: 'cancelled', resultCode: 0x101 });
  expect([await bench.seen('Payment'), await bench.seen('Abort')]).toEqual(before);
});

test('with no payment running nothing happens', async () => {
  const before = await bench.seen('Abort');
  await bench.connect().askAbort();
  expect(await bench.seen('Abort')).toBe(before);
});

test('while its approval is being made durable: too late, not even asked', async () => {
  const before = await bench.seen('Abort');
  await bench.control({ do: 'insertCard' });
  const terminal = bench.connect();
  const heard = hooks({
    onApproval: async () => {
      await terminal.askAbort();
      return 'accept';
    },
  });
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('confirmed');
  expect(await bench.seen('Abort')).toBe(before);
});
