import { describe, expect, it } from 'vitest';
import { flatten } from '../locales/texts.ts';
import { countedIn } from './counted.ts';
import { breachesOf, uncounted } from './rules.ts';

const broken = (language: 'en' | 'ar', text: string, key = 'a'): readonly string[] =>
  breachesOf(language, new Map([[key, text]])).map((breach) => breach.split(': ')[1] ?? '');

describe('words for the public', () => {
  it.each([
    ['en', 'Please wait…', 'a wait without saying what for'],
    ['ar', 'يرجى الانتظار.', 'a wait without saying what for'],
    ['ar', 'تم الإرسال. انتظر.', 'a wait without saying what for'],
    ['en', 'There was an error.', 'the word error'],
    ['en', 'Invalid number.', 'the word invalid'],
    ['ar', 'حدث خطأ', 'the word خطأ'],
    ['ar', 'رقم غير صالح', 'the words غير صالح'],
    ['ar', 'ادفع, ثم اسحب', 'a Latin comma, semicolon or question mark'],
    ['ar', 'ادفـــع', 'a drawn-out letter'],
    ['en', "The card's reader", 'a straight quote'],
    ['en', 'Done!', 'an exclamation mark'],
    ['en', 'Looking it up...', 'three dots for …'],
    ['en', 'word '.repeat(26).trim(), 'a sentence of more than 25 words'],
    ['en', '{{count}} found', '{{count}} without plural forms'],
  ] as const)('%s: “%s” is %s', (language, text, what) => {
    expect(broken(language, text)).toEqual([what]);
  });

  it('may ask to wait where it is said for what', () => {
    expect(broken('en', 'Wait a few minutes, then try again.')).toEqual([]);
    expect(broken('ar', 'انتظر بضع دقائق، ثم حاول مرة أخرى.')).toEqual([]);
  });

  it('name the number wherever a form stands for several', () => {
    const what = 'a plural form for many numbers that names none of them';
    expect(broken('ar', 'فواتير', 'n_few')).toEqual([what]);
    expect(broken('ar', 'فاتورتان', 'n_two')).toEqual([]);
  });

  it('have plural forms wherever they are counted with', () => {
    const keys = countedIn(
      'a.tsx',
      "const A = () => <b>{t('n.found', { count: all.length })}</b>;",
    );
    expect(uncounted(flatten({ n: { found: 'Found' } }).texts, keys)).toEqual([
      'n.found: counted with, and without plural forms',
    ]);
    expect(uncounted(flatten({ n: { found_one: '1', found_other: '2' } }).texts, keys)).toEqual([]);
  });
});
