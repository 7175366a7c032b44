import { expect, it } from 'vitest';
import { ARABIC_PAGES, inArabicPage } from './arabic-pages.ts';

const LETTERS = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي';

it('has Windows-1256 as the platform decodes it, turned round', () => {
  const bytes = inArabicPage(LETTERS, 'WPC1256', 50);
  expect(Array.from(bytes.subarray(0, 3))).toEqual([0x1b, 0x74, 50]);
  const text = new TextDecoder('windows-1256').decode(bytes.subarray(3, -3));
  expect(Array.from(text).reverse().join('')).toBe(LETTERS);
});

it('has one code above 7F for each letter, in every page, and a space for what it has not', () => {
  for (const page of ARABIC_PAGES) {
    const bytes = inArabicPage(`${LETTERS} 42中ً`, page, 1).subarray(3, -3);
    expect(Array.from(bytes.subarray(0, 4))).toEqual([0x20, 0x32, 0x34, 0x20]);
    expect(bytes).toHaveLength(LETTERS.length + 4);
    expect(bytes.subarray(4).every((byte) => byte > 0x7f)).toBe(true);
  }
});
