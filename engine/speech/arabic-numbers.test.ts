import { expect, test } from 'vitest';
import { arabicNumber } from './arabic-numbers.ts';
import { spokenMoney, spokenMoment } from './amounts.ts';

test.each([
  [0, 'صِفْرُ دِينَارٍ'],
  [1_000, 'دِينَارٌ وَاحِدٌ'],
  [2_000, 'دِينَارَانِ'],
  [3_000, 'ثَلَاثَةُ دَنَانِيرَ'],
  [10_000, 'عَشَرَةُ دَنَانِيرَ'],
  [11_000, 'أَحَدَ عَشَرَ دِينَارًا'],
  [99_000, 'تِسْعَةٌ وَتِسْعُونَ دِينَارًا'],
  [100_000, 'مِئَةُ دِينَارٍ'],
  [101_000, 'مِئَةُ دِينَارٍ وَدِينَارٌ وَاحِدٌ'],
  [202_000, 'مِئَتَا دِينَارٍ وَدِينَارَانِ'],
  [103_000, 'مِئَةٌ وَثَلَاثَةُ دَنَانِيرَ'],
  [2_000_000, 'أَلْفَا دِينَارٍ'],
  [11_000_000, 'أَحَدَ عَشَرَ أَلْفَ دِينَارٍ'],
  [12_500, 'اِثْنَا عَشَرَ دِينَارًا وَخَمْسُمِئَةِ فَلْسٍ'],
  [5, 'خَمْسَةُ فُلُوسٍ'],
])('%i fils in Arabic', (fils, words) => {
  expect(spokenMoney(fils, 'ar').normalize('NFC')).toBe(words.normalize('NFC'));
});

test('dinars and fils in English', () => {
  expect(spokenMoney(1_001, 'en')).toBe('1 dinar and 1 fils');
  expect(spokenMoney(32_569, 'en')).toBe('32 dinars and 569 fils');
});

test('numbers agree with feminine nouns', () => {
  expect(arabicNumber(3, 'feminine', true)).toBe('ثَلَاثُ');
  expect(arabicNumber(8, 'feminine', true)).toBe('ثَمَانِي');
  expect(arabicNumber(11, 'feminine')).toBe('إِحْدَى عَشْرَةَ');
  expect(arabicNumber(21, 'feminine')).toBe('إِحْدَى وَعِشْرُونَ');
});

test('no number up to a million is without words', () => {
  for (let n = 0; n < 1_000_000; n += n < 2_000 ? 1 : 997) {
    expect(arabicNumber(n)).not.toMatch(/[0-9]|undefined| {2}/u);
  }
});

test('a moment in Bahrain', () => {
  expect(spokenMoment('2026-11-23T22:05:00.000Z', 'en')).toBe('24 November, 1 hours 5');
});
