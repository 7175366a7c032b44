/** Whole numbers in Arabic words with all vowels, in the nominative, by the grammar of counted nouns. */

export type Gender = 'masculine' | 'feminine';

/** What counts nouns of the one gender, and of the other; the ending stands apart: it loses its n before a noun. */
type Counter = readonly [stem: string, free: string, bound: string];

const MASCULINE: readonly Counter[] = [
  ['صِفْر', 'ٌ', 'ُ'],
  ['وَاحِد', 'ٌ', 'ٌ'],
  ['اِثْنَانِ', '', ''],
  ['ثَلَاثَة', 'ٌ', 'ُ'],
  ['أَرْبَعَة', 'ٌ', 'ُ'],
  ['خَمْسَة', 'ٌ', 'ُ'],
  ['سِتَّة', 'ٌ', 'ُ'],
  ['سَبْعَة', 'ٌ', 'ُ'],
  ['ثَمَانِيَة', 'ٌ', 'ُ'],
  ['تِسْعَة', 'ٌ', 'ُ'],
  ['عَشَرَة', 'ٌ', 'ُ'],
];
const FEMININE: readonly Counter[] = [
  ['صِفْر', 'ٌ', 'ُ'],
  ['وَاحِدَة', 'ٌ', 'ٌ'],
  ['اِثْنَتَانِ', '', ''],
  ['ثَلَاث', 'ٌ', 'ُ'],
  ['أَرْبَع', 'ٌ', 'ُ'],
  ['خَمْس', 'ٌ', 'ُ'],
  ['سِتّ', 'ٌ', 'ُ'],
  ['سَبْع', 'ٌ', 'ُ'],
  ['ثَمَان', 'ٍ', 'ِي'],
  ['تِسْع', 'ٌ', 'ُ'],
  ['عَشْر', 'ٌ', 'ُ'],
];
const TEENS: Readonly<Record<Gender, readonly string[]>> = {
  masculine: [
    'أَحَدَ عَشَرَ',
    'اِثْنَا عَشَرَ',
    'ثَلَاثَةَ عَشَرَ',
    'أَرْبَعَةَ عَشَرَ',
    'خَمْسَةَ عَشَرَ',
    'سِتَّةَ عَشَرَ',
    'سَبْعَةَ عَشَرَ',
    'ثَمَانِيَةَ عَشَرَ',
    'تِسْعَةَ عَشَرَ',
  ],
  feminine: [
    'إِحْدَى عَشْرَةَ',
    'اِثْنَتَا عَشْرَةَ',
    'ثَلَاثَ عَشْرَةَ',
    'أَرْبَعَ عَشْرَةَ',
    'خَمْسَ عَشْرَةَ',
    'سِتَّ عَشْرَةَ',
    'سَبْعَ عَشْرَةَ',
    'ثَمَانِيَ عَشْرَةَ',
    'تِسْعَ عَشْرَةَ',
  ],
};
const TENS = ['عِشْرُونَ', 'ثَلَاثُونَ', 'أَرْبَعُونَ', 'خَمْسُونَ', 'سِتُّونَ', 'سَبْعُونَ', 'ثَمَانُونَ', 'تِسْعُونَ'];
/** Their ending is added: `مِئَةٌ`, before a noun `مِئَةُ`; from 300 on the noun is a genitive itself. */
const HUNDREDS = ['ثَلَاثُمِئَة', 'أَرْبَعُمِئَة', 'خَمْسُمِئَة', 'سِتُّمِئَة', 'سَبْعُمِئَة', 'ثَمَانِمِئَة', 'تِسْعُمِئَة'];

const AND = ' وَ';
const at = (words: readonly string[], index: number): string => words[index] ?? '';

const belowHundred = (n: number, gender: Gender, bound: boolean): string => {
  const counters = gender === 'masculine' ? MASCULINE : FEMININE;
  if (n <= 10) {
    const [stem, free, before] = counters[n] ?? ['', '', ''];
    return stem + (bound ? before : free);
  }
  if (n < 20) return at(TEENS[gender], n - 11);
  const tens = at(TENS, Math.floor(n / 10) - 2);
  const unit = n % 10;
  if (unit === 0) return tens;
  const one = unit === 1 && gender === 'feminine' ? 'إِحْدَى' : belowHundred(unit, gender, false);
  return one + AND + tens;
};

const hundred = (hundreds: number, bound: boolean): string => {
  if (hundreds === 1) return `مِئَة${bound ? 'ُ' : 'ٌ'}`;
  if (hundreds === 2) return bound ? 'مِئَتَا' : 'مِئَتَانِ';
  return at(HUNDREDS, hundreds - 3) + (bound ? 'ِ' : 'ٍ');
};

const belowThousand = (n: number, gender: Gender, bound: boolean): string => {
  const rest = n % 100;
  if (n < 100) return belowHundred(n, gender, bound);
  const head = hundred(Math.floor(n / 100), bound && rest === 0);
  return rest === 0 ? head : head + AND + belowHundred(rest, gender, bound);
};

/** What thousands and millions are called: one, two, three to ten, eleven to 99, whole hundreds. */
type Scale = {
  readonly one: string;
  readonly two: readonly [free: string, bound: string];
  readonly few: readonly [free: string, bound: string];
  readonly many: readonly [free: string, bound: string];
  readonly hundreds: readonly [free: string, bound: string];
};
const THOUSAND: Scale = {
  one: 'أَلْف',
  two: ['أَلْفَانِ', 'أَلْفَا'],
  few: ['آلَافٍ', 'آلَافِ'],
  many: ['أَلْفًا', 'أَلْفَ'],
  hundreds: ['أَلْفٍ', 'أَلْفِ'],
};
const MILLION: Scale = {
  one: 'مِلْيُون',
  two: ['مِلْيُونَانِ', 'مِلْيُونَا'],
  few: ['مَلَايِينَ', 'مَلَايِينِ'],
  many: ['مِلْيُونًا', 'مِلْيُونَ'],
  hundreds: ['مِلْيُونٍ', 'مِلْيُونِ'],
};

const scaled = (count: number, scale: Scale, bound: boolean): string => {
  const form = bound ? 1 : 0;
  if (count === 1) return scale.one + (bound ? 'ُ' : 'ٌ');
  if (count === 2) return scale.two[form];
  const last = count % 100;
  const noun = last >= 3 && last <= 10 ? scale.few : last >= 11 ? scale.many : scale.hundreds;
  return `${belowThousand(count, 'masculine', last <= 10)} ${noun[form]}`;
};

/**
 * `n` (0 to 999,999,999) in words that count nouns of `gender`; `bound`: the counted noun follows at once, so that
 * the last word loses its n (`مِئَةُ دِينَارٍ`).
 */
export const arabicNumber = (n: number, gender: Gender = 'masculine', bound = false): string => {
  const millions = Math.floor(n / 1_000_000);
  const thousands = Math.floor((n % 1_000_000) / 1000);
  const rest = n % 1000;
  const parts: string[] = [];
  if (millions > 0) parts.push(scaled(millions, MILLION, bound && n % 1_000_000 === 0));
  if (thousands > 0) parts.push(scaled(thousands, THOUSAND, bound && rest === 0));
  if (rest > 0 || n === 0) parts.push(belowThousand(rest, gender, bound));
  return parts.join(AND);
};
