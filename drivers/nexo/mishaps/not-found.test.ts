import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AMOUNT,
  Bench,
  createPushedClock,
  hooks,
  referenceOf,
  UNDECIDABLE,
} from './testing/bench.ts';

const bench = new Bench();
beforeAll(() => bench.start());
afterAll(() => bench.end());

const tooEarly = { ok: false, error: { code: 'busy', resultCode: 0x102 } };

test('never received: believed only after 10 s, 300 s and a sign of life (digest §9)', async () => {
  const clock = createPushedClock();
  const terminal = bench.connect({ clock });
  await bench.control({ do: 'swallow' });
  const heard = hooks();
  expect((await terminal.authorise(AMOUNT, heard)).kind).toBe('inDoubt');
  const ask = () => terminal.lastTransaction(referenceOf(heard));
  expect(await ask()).toEqual(tooEarly);
  clock.push(9_000);
  expect(await ask()).toEqual(tooEarly);
  clock.push(2_000);
  expect(await ask()).toEqual(tooEarly);
  clock.push(288_000);
  expect(await ask()).toEqual(tooEarly);
  clock.push(2_000);
  await bench.control({ do: 'busy', on: true });
  expect(await ask()).toMatchObject({ ok: false, error: { code: 'busy' } });
  await bench.control({ do: 'busy', on: false });
  expect(await ask()).toEqual({ ok: true, value: null });
  expect(bench.notices.at(-1)).toMatchObject({ kind: 'neverArrived' });
});

test('long after, but asked for the first time: not believed at once', async () => {
  const clock = createPushedClock();
  const terminal = bench.connect({ clock });
  await bench.control({ do: 'swallow' });
  const heard = hooks();
  await terminal.authorise(AMOUNT, heard);
  clock.push(3_600_000);
  expect(await terminal.lastTransaction(referenceOf(heard))).toEqual(tooEarly);
  clock.push(3_600_000);
  expect(await terminal.lastTransaction(referenceOf(heard))).toEqual(tooEarly);
});

test('a reference to another terminal is not asked of this one', async () => {
  const heard = hooks();
  await bench.connect().authorise(AMOUNT, heard);
  const before = await bench.seen('TransactionStatus');
  const other = bench.connect({ saleId: 'KIOSK-08' });
  expect(await other.lastTransaction(referenceOf(heard))).toMatchObject(UNDECIDABLE);
  expect(await other.lastTransaction('004217')).toMatchObject(UNDECIDABLE);
  expect(await bench.seen('TransactionStatus')).toBe(before);
});

test('not delivered, says the terminal: one question, then it may be tried again', async () => {
  await bench.control({ do: 'reject' });
  const terminal = bench.connect();
  expect(await terminal.authorise(AMOUNT, hooks())).toEqual({
    kind: 'declined',
    resultCode: 0x185,
  });
  expect((await terminal.authorise(AMOUNT, hooks())).kind).toBe('confirmed');
});

test('asked again too soon does not count as asked again', async () => {
  const clock = createPushedClock();
  const terminal = bench.connect({ clock });
  await bench.control({ do: 'swallow' });
  const heard = hooks();
  await terminal.authorise(AMOUNT, heard);
  const ask = () => terminal.lastTransaction(referenceOf(heard));
  expect(await ask()).toEqual(tooEarly);
  clock.push(5_000);
  expect(await ask()).toEqual(tooEarly);
  clock.push(300_000);
  expect(await ask()).toEqual(tooEarly);
  expect(await ask()).toEqual({ ok: true, value: null });
});

test('its memory is erased after an approval whose answer was lost: null only after the long wait', async () => {
  const clock = createPushedClock();
  const terminal = bench.connect({ clock });
  await bench.control({ do: 'loseReply' });
  const heard = hooks();
  await terminal.authorise(AMOUNT, heard);
  await bench.control({ do: 'forget' });
  expect(await terminal.lastTransaction(referenceOf(heard))).toEqual(tooEarly);
});
