import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHidPosReader, MOST_DATA, REPORT_LENGTH } from './hid-pos.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };

/** Report 02 as the readers digest describes it ("Barcode/QR, HID POS"). */
const report = (data: string, continues = false, aim = ']Q1'): Uint8Array => {
  const bytes = Buffer.from(data, 'utf8');
  const made = new Uint8Array(REPORT_LENGTH);
  made.set([0x02, bytes.length, ...Buffer.from(aim, 'latin1')]);
  made.set(bytes, 5);
  made[63] = continues ? 1 : 0;
  return made;
};

test('a report is a code: length, identifier, data', () => {
  expect(createHidPosReader().feed(report('BILL-0001', false, ']C0'))).toEqual({
    kind: 'code',
    symbology: 'code128',
    text: 'BILL-0001',
  });
});

test('a code goes on while the flag says so', () => {
  const reader = createHidPosReader();
  const [one, two] = ['a'.repeat(MOST_DATA), 'b'.repeat(MOST_DATA)];
  expect([reader.feed(report(one, true)), reader.feed(report(two, true))]).toEqual([null, null]);
  expect(reader.midCode).toBe(true);
  expect(reader.feed(report('end'))).toMatchObject({ text: `${one}${two}end` });
  expect(reader.midCode).toBe(false);
});

test('a scanner without identifiers is read too', () => {
  expect(createHidPosReader().feed(report('x', false, '\0\0\0'))).toEqual({
    kind: 'code',
    symbology: null,
    text: 'x',
  });
});

test('a length that cannot be, or a part of another code, spoils this code and not the next', () => {
  const reader = createHidPosReader();
  const tooLong = report('x');
  tooLong[1] = MOST_DATA + 1;
  expect(reader.feed(tooLong)).toEqual({ kind: 'unreadable', why: 'garbled' });
  reader.feed(report('of one code', true));
  expect(reader.feed(report('of another', false, ']C0'))).toMatchObject({ why: 'garbled' });
  expect(reader.feed(report('fine'))).toMatchObject({ kind: 'code', text: 'fine' });
});

test('a code that never ends is bounded, and ends as too long', () => {
  const reader = createHidPosReader();
  for (let i = 0; i < 1_000; i++)
    expect(reader.feed(report('z'.repeat(MOST_DATA), true))).toBeNull();
  expect(reader.feed(report('end'))).toEqual({ kind: 'unreadable', why: 'tooLong' });
  expect(reader.feed(report('next'))).toMatchObject({ text: 'next' });
});

test('other reports are none of ours', () => {
  const reader = createHidPosReader();
  expect(reader.feed(Uint8Array.of(0x03, 1, 2))).toBeNull();
  expect(reader.feed(report('short').subarray(0, 40))).toBeNull();
  expect(reader.midCode).toBe(false);
});

test('any reports at all: nothing is thrown, and after the next end the next code is whole', () => {
  const any = fc.oneof(
    fc.uint8Array({ minLength: REPORT_LENGTH, maxLength: REPORT_LENGTH }),
    fc.uint8Array({ minLength: 63, maxLength: 63 }).map((bytes) => Uint8Array.of(2, ...bytes)),
    fc.uint8Array({ maxLength: 100 }),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), (reports) => {
      const reader = createHidPosReader();
      for (const each of reports) reader.feed(each);
      if (reader.midCode) reader.feed(report('end'));
      expect(reader.feed(report('next'))).toMatchObject({ kind: 'code', text: 'next' });
    }),
    SEED,
  );
});
