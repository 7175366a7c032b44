import { namedNumbers } from './asked-for.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkReference, normaliseDigits } from './digits.ts';
import {
  makePaymentId,
  makeSlipCode,
  paymentIdSchema,
  readSlipCode,
  shortPaymentId,
} from './ids.ts';
import { filsDigits, formatFils, payableFils, type Fils } from './money.ts';

describe('money', () => {
  test.each([
    [0, 'zero'],
    [-1, 'negative'],
    [12.5, 'notAnInteger'],
    [Number.NaN, 'notAnInteger'],
    [200_001, 'aboveLimit'],
  ])('%d fils is refused: %s', (value, problem) => {
    expect(payableFils(value, 200_000)).toEqual({ ok: false, error: problem });
  });

  test('three decimals, thousands grouped, digits isolated in Arabic', () => {
    expect(filsDigits(32_569 as Fils)).toBe('32.569');
    expect(filsDigits(5 as Fils)).toBe('0.005');
    expect(filsDigits(1_234_567_890 as Fils)).toBe('1,234,567.890');
    expect(formatFils(12_500 as Fils, 'en')).toBe('BHD\u00A012.500');
    expect(formatFils(12_500 as Fils, 'ar')).toBe('\u206612.500\u2069\u00A0د.ب');
  });

  test('what is shown reads back to the same fils', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (n) => {
        const [dinars = '', fils = ''] = filsDigits(n as Fils)
          .replaceAll(',', '')
          .split('.');
        return Number(dinars) * 1000 + Number(fils) === n && fils.length === 3;
      }),
    );
  });
});

describe('references', () => {
  const rule = { minDigits: 8, maxDigits: 8 };
  test.each([
    ['12345678', '12345678'],
    [' 1234 5678 ', '12345678'],
    ['١٢٣٤٥٦٧٨', '12345678'],
    ['۱۲۳۴۵۶۷۸', '12345678'],
    ['1234-5678', '12345678'],
    ['\u202E12345678', '12345678'],
  ])('%j is accepted', (typed, value) => {
    expect(checkReference(typed, rule)).toEqual({ ok: true, value });
  });
  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['12a45678', 'notDigits'],
    ['1234567', 'tooShort'],
    ['123456789', 'tooLong'],
    ['1'.repeat(10_000), 'tooLong'],
    ['12.45678', 'notDigits'],
  ])('%j is refused: %s', (typed, error) => {
    expect(checkReference(typed, rule)).toEqual({ ok: false, error });
  });
  test('whatever is typed, only digits come out as accepted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const checked = checkReference(typed, { minDigits: 1, maxDigits: 32 });
        return !checked.ok || /^[0-9]{1,32}$/u.test(checked.value);
      }),
    );
  });
  test('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        (s) => normaliseDigits(normaliseDigits(s)) === normaliseDigits(s),
      ),
    );
  });
});

describe('ids', () => {
  const random = fc.uint8Array({ minLength: 17, maxLength: 17 });
  test('a payment id is a UUIDv7 that sorts by time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 47 }), random, random, (at, a, b) => {
        const early = makePaymentId(at, (n) => a.slice(0, n));
        const late = makePaymentId(at + 1, (n) => b.slice(0, n));
        return paymentIdSchema.safeParse(early).success && early < late;
      }),
    );
  });
  test('the short form has twelve characters that can be read aloud', () => {
    const id = paymentIdSchema.parse('019ab3c4-5d6e-7f00-8a1b-2c3d4e5f6071');
    expect(shortPaymentId(id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/u);
  });
  test('a slip code is read back however it is typed', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const code = makeSlipCode((n) => bytes.slice(0, n));
        const spaced = code.toLowerCase().replace(/(.{4})/gu, '$1-');
        return readSlipCode(spaced) === code;
      }),
    );
  });
  test('one wrong character in a slip code is noticed', () => {
    fc.assert(
      fc.property(random, fc.nat(16), fc.nat(31), (bytes, at, other) => {
        const code = makeSlipCode((n) => bytes.slice(0, n));
        const char = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(other);
        fc.pre(code.charAt(at) !== char);
        return readSlipCode(code.slice(0, at) + char + code.slice(at + 1)) === null;
      }),
    );
  });
});

test('a whole reference is told by its numbers, each under its name', () => {
  const label = { ar: 'رقم اللوحة / الرقم الشخصي', en: 'Plate / Personal number' };
  expect(namedNumbers(label, '4711/900101123')).toEqual([
    { label: { ar: 'رقم اللوحة', en: 'Plate' }, value: '4711' },
    { label: { ar: 'الرقم الشخصي', en: 'Personal number' }, value: '900101123' },
  ]);
  const one = { ar: 'حساب / عقد', en: 'Account / contract' };
  expect(namedNumbers(one, '4711')).toEqual([{ label: one, value: '4711' }]);
  expect(namedNumbers({ ar: 'الرقم', en: 'Number' }, '1/2')).toHaveLength(1);
});
