import { describe, expect, it } from 'vitest';
import { compareLanguages } from './compare.ts';
import { flatten } from './texts.ts';

const compared = (en: unknown, ar: unknown): readonly string[] =>
  compareLanguages({ en: flatten(en).texts, ar: flatten(ar).texts });

const SIX = {
  n_zero: 'لا',
  n_one: 'و',
  n_two: 'ث',
  n_few: '{{count}}',
  n_many: '{{count}}',
  n_other: '{{count}}',
};

describe('both languages', () => {
  it('may be alike', () => {
    expect(compared({ a: { b: 'B {{x}}' } }, { a: { b: '{{x}} ب' } })).toEqual([]);
    expect(compared({ n_one: '{{count}} n', n_other: '{{count}} n' }, SIX)).toEqual([]);
  });

  it('must have the same keys', () => {
    expect(compared({ a: 'A', b: 'B' }, { a: 'أ', c: 'ج' })).toEqual([
      'ar b: missing, en has it',
      'en c: missing, ar has it',
    ]);
  });

  it('must fill in the same', () => {
    expect(compared({ a: '{{x}}' }, { a: '{{y}}' })).toEqual(['a: en fills in (x), ar (y)']);
  });

  it.each(['zero', 'one', 'two', 'few', 'many', 'other'])('Arabic needs its form _%s', (form) => {
    const ar = Object.fromEntries(Object.entries(SIX).filter(([key]) => key !== `n_${form}`));
    expect(compared({ n_one: '{{count}}', n_other: '{{count}}' }, ar)).toEqual([
      `ar n: plural form _${form} is missing`,
    ]);
  });

  it.each([
    ['', 'empty'],
    [' أ', 'white space at an end'],
    ['{{x', '{{ without }}'],
    ['١٢', 'digits are Latin in both languages'],
  ])('“%s” is refused', (text, problem) => {
    expect(compared({ a: 'A' }, { a: text })).toContain(`ar a: ${problem}`);
  });

  it('are texts and groups of texts', () => {
    expect(flatten({ a: { b: 1 } }).problems).toEqual(['a.b: neither a text nor a group of texts']);
  });
});
