import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeSelect, followUp, readResponse } from './apdu.ts';
import { readAtr } from './atr.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

test('SELECT by application identifier', () => {
  expect(encodeSelect(hex('a0000000041010'))).toEqual(hex('00a4040007a000000004101000'));
  expect(encodeSelect(hex('a0000000'))).toBeNull();
  expect(encodeSelect(new Uint8Array(17))).toBeNull();
});

test('a response is data and a status word', () => {
  expect(readResponse(hex('6f009000'))).toEqual({ data: hex('6f00'), status: 0x9000 });
  expect(readResponse(hex('6a82'))).toEqual({ data: hex(''), status: 0x6a82 });
  expect(readResponse(hex('90'))).toBeNull();
});

test('61xx is fetched, 6Cxx asked again with that length, anything else is the end', () => {
  const select = hex('00a4040005a00000000400');
  const after = (status: number) => followUp(select, { data: hex(''), status });
  expect(after(0x6112)).toEqual(hex('00c0000012'));
  expect(after(0x6c20)).toEqual(hex('00a4040005a00000000420'));
  expect(after(0x9000)).toBeNull();
});

test('an answer to reset', () => {
  expect(readAtr(hex('3b800181'))).toBe('3B800181');
  expect(readAtr(hex('3f6500'))).toBe('3F6500');
  expect(readAtr(hex('25000000'))).toBeNull();
  expect(readAtr(hex('3b'))).toBeNull();
  expect(readAtr(Uint8Array.of(0x3b, ...new Uint8Array(33)))).toBeNull();
});

test('any bytes are read or refused; data and status are all of a response', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      readAtr(bytes);
      const response = readResponse(bytes);
      if (response === null) expect(bytes.length).toBeLessThan(2);
      else {
        const { data, status } = response;
        expect([...data, status >> 8, status & 0xff]).toEqual([...bytes]);
        followUp(bytes, response);
      }
    }),
    SEED,
  );
});
