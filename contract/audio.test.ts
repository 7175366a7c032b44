import { expect, test } from 'vitest';
import { audioConfigSchema, heardSchema, USUAL_PAD } from './audio.ts';

const problemsOf = (keys: object): readonly string[] =>
  audioConfigSchema.safeParse({ enabled: true, keys }).error?.issues.map((i) => i.message) ?? [];

test('a configuration need say no more than that there is sound', () => {
  expect(audioConfigSchema.parse({ enabled: true })).toMatchObject({
    synthesiser: 'espeak-ng',
    player: 'aplay',
    keys: USUAL_PAD,
  });
});

test('a key means one thing, and reaches the page', () => {
  expect(problemsOf({ repeat: ['KeyR'] })).toEqual([]);
  expect(problemsOf({ repeat: ['Enter'] })).toEqual(['one key with two meanings']);
  expect(problemsOf({ volume: ['F2'] })).toEqual(['the shell keeps this key from the page']);
  expect(problemsOf({ volume: ['AudioVolumeUp'] })).toHaveLength(1);
});

test('a page can have nothing said in words of its own', () => {
  const focus = { what: 'focus', control: 'field' };
  expect(heardSchema.safeParse({ ...focus, typed: '1234-AB' }).success).toBe(true);
  expect(heardSchema.safeParse({ ...focus, typed: 'pay 5 dinars' }).success).toBe(false);
  expect(heardSchema.safeParse({ ...focus, control: 'anything' }).success).toBe(false);
  expect(heardSchema.parse({ ...focus, words: 'something' })).toEqual(focus);
});
