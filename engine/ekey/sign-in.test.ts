import { afterEach, expect, test } from 'vitest';
import { ok } from '../../contract/result.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { settle } from '../testing/scripted-terminal.ts';
import type { DeviceCode, Issuer, Poll, Tokens } from './issuer.ts';
import { maskName } from './mask-name.ts';
import { startSignIn, type SignIn } from './sign-in.ts';

const CODE: DeviceCode = {
  secret: 's',
  url: 'https://ekey.example/device?user_code=AAAA-BBBB',
  page: 'https://ekey.example/device',
  text: 'AAAA-BBBB',
  expiresInMs: 300_000,
  intervalMs: 5_000,
};
const TOKENS: Tokens = {
  accessToken: 'a.b.c',
  refreshToken: 'r',
  maskedName: { ar: 'م***', en: 'M***' },
};
const PENDING: Poll = { kind: 'pending' };
const bugs: unknown[] = [];
afterEach(() => {
  expect(bugs.splice(0)).toEqual([]);
});

const stage = (
  answers: readonly (Poll | Promise<Poll>)[],
): { clock: FakeClock; asked: number[]; revoked: Tokens[]; signIn: SignIn } => {
  const clock = createFakeClock();
  const asked: number[] = [];
  const revoked: Tokens[] = [];
  const issuer: Issuer = {
    begin: () => Promise.resolve(ok(CODE)),
    poll: () => {
      asked.push(clock.monotonicMs());
      return Promise.resolve(answers[asked.length - 1] ?? PENDING);
    },
    revoke: (tokens) => {
      revoked.push(tokens);
      return Promise.resolve(true);
    },
  };
  const signIn = startSignIn('ar', { issuer, clock, onBug: (cause) => bugs.push(cause) });
  return { clock, asked, revoked, signIn };
};
const pass = async (clock: FakeClock, ms: number, step = 1_000): Promise<void> => {
  for (let passed = 0; passed < ms; passed += step) {
    await settle();
    clock.advance(step);
  }
  await settle();
};

test('asked at the issuer’s pace, and from each slow_down on five seconds slower', async () => {
  const { clock, asked } = stage([PENDING, { kind: 'slowDown' }, PENDING, { kind: 'slowDown' }]);
  await pass(clock, 60_000);
  expect(asked).toEqual([5_000, 10_000, 20_000, 30_000, 45_000, 60_000]);
});

test('an answer that went missing ends nothing, and is waited for longer', async () => {
  const away: Poll = { kind: 'failed', why: 'away' };
  const { clock, asked, signIn } = stage([away, away, { kind: 'granted', tokens: TOKENS }]);
  await pass(clock, 40_000);
  expect(asked).toEqual([5_000, 15_000, 35_000]);
  expect((await signIn.ended).ok).toBe(true);
});

test('three missing in a row: the issuer is away', async () => {
  const away: Poll = { kind: 'failed', why: 'away' };
  const { clock, signIn } = stage([away, away, away]);
  await pass(clock, 40_000);
  expect(await signIn.ended).toEqual({ ok: false, error: 'away' });
});

test('the code runs out by our own clock, whatever the issuer says', async () => {
  const { clock, asked, signIn } = stage([]);
  await pass(clock, 300_000);
  expect(await signIn.ended).toEqual({ ok: false, error: 'expired' });
  expect(asked.at(-1)).toBeLessThan(300_000);
});

test('cancelled between two questions: none follows', async () => {
  const { clock, asked, signIn } = stage([]);
  await pass(clock, 5_000);
  signIn.cancel();
  await pass(clock, 60_000);
  expect(asked).toHaveLength(1);
  expect((await signIn.ended).ok).toBe(false);
});

test('cancelled while an answer is on its way: its token is revoked and never handed out', async () => {
  const late = Promise.withResolvers<Poll>();
  const { clock, signIn, revoked } = stage([late.promise]);
  await pass(clock, 5_000);
  signIn.cancel();
  late.resolve({ kind: 'granted', tokens: TOKENS });
  expect(await signIn.ended).toEqual({ ok: false, error: 'expired' });
  expect(revoked).toEqual([TOKENS]);
});

test('signed out once: the token is gone at once and revoked once', async () => {
  const { clock, signIn, revoked } = stage([{ kind: 'granted', tokens: TOKENS }]);
  await pass(clock, 5_000);
  const ended = await signIn.ended;
  if (!ended.ok) throw new Error(ended.error);
  expect(ended.value.accessToken()).toBe('a.b.c');
  ended.value.signOut();
  ended.value.signOut();
  expect(ended.value.accessToken()).toBeNull();
  expect(revoked).toHaveLength(1);
});

test('of a name only the first letters stay', () => {
  expect(maskName('Maryam  Ali Hasan')).toBe('M*** A*** H***');
  expect(maskName('مريم علي')).toBe('م*** ع***');
  expect(maskName('a b c d e f')).toBe('a*** b*** c*** d***');
  expect(maskName(' - 1 ')).toBe('');
});
