import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from '../../text-lines.ts';
import { LONGEST_CODE, readCode } from './code.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const code = (text: string): ReturnType<typeof readCode> => readCode(Buffer.from(text, 'utf8'));

test('an AIM identifier is taken off and told (readers digest, "Barcode/QR")', () => {
  expect(code(']Q1https://example.test/r/7')).toEqual({
    symbology: 'qr',
    text: 'https://example.test/r/7',
  });
  expect(code(']C0BILL-0001')).toEqual({ symbology: 'code128', text: 'BILL-0001' });
  expect(code(']d2\u001d0106')).toEqual({ symbology: 'dataMatrix', text: '\u001d0106' });
});

test('what only looks like one stays', () => {
  expect(code(']9 x')).toEqual({ symbology: null, text: ']9 x' });
  expect(code(']K1abc')).toEqual({ symbology: null, text: ']K1abc' });
  expect(code('فاتورة 12')).toEqual({ symbology: null, text: 'فاتورة 12' });
});

test('noise, half characters and an identifier alone are no code', () => {
  expect(readCode(Uint8Array.of(0x80, 0xff, 0x41))).toBeNull();
  expect(code('a\u0000b')).toBeNull();
  expect(readCode(Buffer.from('é', 'utf8').subarray(0, 1))).toBeNull();
  expect(code(']Q1')).toBeNull();
  expect(code('')).toBeNull();
});

test('any bytes are a code or none, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readCode(bytes);
      if (read !== null) expect(read.text.length).toBeLessThanOrEqual(bytes.length);
    }),
    SEED,
  );
});

test('any text without line ends comes through the line as it went in', () => {
  const texts = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' });
  const printable = texts.filter((text) => !/[\p{Cc}\ud800-\udfff]|^\]/u.test(text));
  fc.assert(
    fc.property(printable, (text) => {
      const splitter = createLineSplitter({ longest: LONGEST_CODE, suffix: null });
      const [event] = splitter.feed(Buffer.from(`]Q1${text}\r\n`, 'utf8'));
      expect(event?.kind === 'line' && readCode(event.bytes)).toEqual({ symbology: 'qr', text });
    }),
    SEED,
  );
});
