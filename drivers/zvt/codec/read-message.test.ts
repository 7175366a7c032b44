import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeApdu } from './apdu.ts';
import { readBmps } from './bmp.ts';
import { readTerminalStatus } from './completion.ts';
import type { StatusInformation } from './messages.ts';
import { readMessage } from './read-message.ts';
import { fromHex } from './testing/hex.ts';
import { encodeTlv, readTlv } from './tlv.ts';

const statusOf = (data: string): StatusInformation => {
  const message = readMessage(encodeApdu(0x040f, fromHex(data)));
  if (message.kind !== 'statusInformation') throw new Error(message.kind);
  return message.status;
};

describe('never throws', () => {
  const interesting = fc.oneof(
    fc.constantFrom(0x04, 0x06, 0x0b, 0x22, 0x24, 0x27, 0x3c, 0x49, 0x8b, 0xf0, 0xf9, 0x1f, 0x82),
    fc.integer({ min: 0, max: 255 }),
  );
  test('whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          0x040f,
          0x04ff,
          0x060f,
          0x061e,
          0x0401,
          0x06d1,
          0x06d3,
          0x8000,
          0x841e,
          0x1234,
        ),
        fc.array(interesting, { maxLength: 300 }),
        (control, data) => {
          const apdu = encodeApdu(control, Uint8Array.from(data));
          expect(readMessage(apdu).kind).toBeTypeOf('string');
          expect(readMessage(Uint8Array.from(data)).kind).toBeTypeOf('string');
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('status information', () => {
  test('an unknown BMP: what was read before is kept, the rest is unparsed', () => {
    const status = statusOf('27 00 04 00 00 00 00 78 50 CE 01 02 0B 00 42 17');
    expect(status).toMatchObject({ resultCode: 0, amount: 7850, trace: null, unparsedFrom: 0xce });
  });

  test('a field cut off by the end, a malformed length byte', () => {
    expect(statusOf('27 00 04 00 00')).toMatchObject({ amount: null, unparsedFrom: 0x04 });
    expect(statusOf('27 00 8B F0 FA 41')).toMatchObject({ cardName: null, unparsedFrom: 0x8b });
    expect(statusOf('27 00 8B 00 01 41')).toMatchObject({ cardName: null, unparsedFrom: 0x8b });
  });

  test('BMPs in another order, a host code in binary, digits that are none', () => {
    expect(statusOf('49 00 48 04 00 00 00 00 78 50 27 37')).toMatchObject({
      resultCode: 55,
      amount: 7850,
      currency: '0048',
    });
    expect(statusOf('04 00 00 00 00 7A 50 0B 00 42 1F')).toMatchObject({
      amount: null,
      trace: null,
    });
  });

  test('the long trace stands in for 000000', () => {
    expect(statusOf('0B 00 00 00 06 07 1F 2B 04 00 12 34 56')).toMatchObject({ trace: '00123456' });
    expect(statusOf('0B 00 00 00')).toMatchObject({ trace: '000000' });
  });

  test('BMP 06 has a TLV length, not digit bytes', () => {
    const value = new Uint8Array(200).fill(0x41);
    const container = encodeTlv(0x06, encodeTlv(0x46, value));
    expect(readBmps(Uint8Array.from([...container, 0x27, 0x05]))).toMatchObject({
      fields: [{ bmp: 0x06 }, { bmp: 0x27 }],
      stoppedAt: null,
    });
  });
});

describe('other messages', () => {
  const read = (apdu: string): unknown => readMessage(fromHex(apdu));

  test('answers', () => {
    expect(read('80 00 00')).toEqual({ kind: 'positiveAnswer' });
    expect(read('80 00 FF 00 00')).toEqual({ kind: 'positiveAnswer' }); // long form for short data
    expect(read('84 00 00')).toEqual({ kind: 'positiveAnswer' });
    expect(read('84 83 00')).toEqual({ kind: 'negativeAnswer', resultCode: 0x83 });
    expect(read('84 1E 03 6F 09 78')).toEqual({ kind: 'negativeAnswer', resultCode: 0x6f });
  });

  test('intermediate status with a new T4, abort with and without currency, set time', () => {
    expect(read('04 FF 02 0A 05')).toEqual({ kind: 'intermediateStatus', status: 10, minutes: 5 });
    expect(read('04 FF 00')).toEqual({ kind: 'intermediateStatus', status: null, minutes: null });
    expect(read('06 1E 03 6F 09 78')).toEqual({ kind: 'abort', resultCode: 0x6f });
    expect(read('06 1E 00')).toEqual({ kind: 'abort', resultCode: null });
    expect(read('04 01 08 AA 26 11 22 0C 18 30 00')).toEqual({
      kind: 'setTime',
      date: '261122',
      time: '183000',
    });
  });

  test('terminal status with and without a software version before it', () => {
    expect(readTerminalStatus(fromHex('00'))).toBe(0);
    expect(readTerminalStatus(fromHex('F0'))).toBe(0xf0);
    expect(readTerminalStatus(fromHex('F0 F0 F3 31 2E 30 9C'))).toBe(0x9c);
    expect(readTerminalStatus(fromHex(''))).toBeNull();
  });
});

describe('TLV', () => {
  test('two-byte tags, the four that break the rule, long lengths high byte first', () => {
    const long = new Uint8Array(300).fill(7);
    const bytes = Uint8Array.from([
      ...encodeTlv(0x1f81, Uint8Array.of(1)),
      ...encodeTlv(0xff01, Uint8Array.of(2)),
      ...encodeTlv(0x46, long),
    ]);
    const { objects, readBytes } = readTlv(bytes);
    expect(objects.map(({ tag, constructed }) => [tag, constructed])).toEqual([
      [0x1f81, false],
      [0xff01, true],
      [0x46, false],
    ]);
    expect(objects[2]?.value).toEqual(long);
    expect(readBytes).toBe(bytes.length);
  });

  test('length 80 is invalid: reading stops there', () => {
    expect(readTlv(fromHex('15 02 65 6E 43 80 00'))).toMatchObject({ readBytes: 4 });
  });
});
