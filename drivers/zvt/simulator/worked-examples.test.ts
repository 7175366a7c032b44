import { expect, test } from 'vitest';
import { hex, toHex } from '../../simulator-kit/raw-port.ts';
import { decodeApdu, encodeApdu, message } from './apdu.ts';
import { CARDS, type Card } from './cards.ts';
import { crc } from './crc.ts';
import { lllvar, llvar, readFields, tlv } from './fields.ts';
import { frame, FrameReceiver } from './framing.ts';
import type { Transaction } from './memory.ts';
import { endOfDayStatus, statusInformation } from './status-information.ts';

/** The examples of the ZVT digest, byte for byte. */
const EXAMPLES = [
  {
    name: 'A: a 10 in the amount is doubled',
    apdu: '06 01 0A 04 00 00 00 01 10 25 49 00 48',
    wire: '10 02 06 01 0A 04 00 00 00 01 10 10 25 49 00 48 10 03 8B 93',
  },
  {
    name: 'B: a CRC byte of 10 is not doubled',
    apdu: '06 01 0A 04 00 00 00 00 78 50 49 00 48',
    wire: '10 02 06 01 0A 04 00 00 00 00 78 50 49 00 48 10 03 10 99',
  },
];

test('the CRC has the check value 2189', () => {
  expect(crc(Buffer.from('123456789')).toString(16)).toBe('2189');
});

test.each(EXAMPLES)('§1 $name', ({ apdu, wire }) => {
  expect(toHex(frame(Uint8Array.from(hex(apdu))))).toBe(wire);
  const receiver = new FrameReceiver();
  const received = hex(wire)
    .map((byte) => receiver.take(byte))
    .filter((each) => each !== null);
  expect(received).toEqual([{ kind: 'frame', apdu: Uint8Array.from(hex(apdu)) }]);
});

test.each([
  ['a wrong CRC', '10 02 05 01 00 10 03 00 00', ['malformed']],
  ['10 before something else', '10 02 05 10 41', ['malformed']],
  ['noise before a frame', '41 10 41 10 02 05 01 00 10 03 DF 8D', ['loose', 'frame']],
  ['a frame begun anew', '10 02 05 10 02 05 01 00 10 03 DF 8D', ['malformed', 'frame']],
])('the receiver: %s', (_name, wire, kinds) => {
  const sum = crc([0x05, 0x01, 0x00, 0x03]);
  const bytes = hex(wire.replace('DF 8D', toHex([sum & 0xff, sum >>> 8])));
  const receiver = new FrameReceiver();
  expect(
    bytes.flatMap((byte) => {
      const received = receiver.take(byte);
      return received === null ? [] : [received.kind];
    }),
  ).toEqual(kinds);
});

const EXAMPLE: Transaction = {
  trace: 4217,
  receipt: 119,
  amountFils: 7_850,
  kind: 'payment',
  originalTrace: null,
  status: 'open',
  date: '0314',
  time: '143205',
  card: 'visa',
  authorisationCode: '731902',
};
const OPTIONS = { terminalId: '40001234', merchantNumber: null, currency: 48, withTlv: true };

test('§6.2 the status information of a contactless Visa', () => {
  const card: Card = { ...CARDS.visa, pan: '00000000003071' };
  const apdu = message(0x040f, ...statusInformation(EXAMPLE, card, OPTIONS));
  expect(toHex(encodeApdu(apdu))).toBe(
    '04 0F 5B 27 00 04 00 00 00 00 78 50 0B 00 42 17 0C 14 32 05 0D 03 14 19 60 ' +
      '22 F0 F7 EE EE EE EE EE 30 71 29 40 00 12 34 3B 37 33 31 39 30 32 00 00 49 00 48 ' +
      '87 01 19 8A 0A 8B F0 F5 56 49 53 41 00 06 1B 43 07 A0 00 00 00 03 10 10 15 02 65 6E ' +
      '2F 0C 1F 12 01 02 1F 10 01 00 1F 11 01 01',
  );
});

test('a card number leaves masked, for every card, unless the mishap asks otherwise', () => {
  for (const card of Object.values(CARDS)) {
    const data = toHex(statusInformation(EXAMPLE, card, OPTIONS));
    expect(data).toMatch(/22 F0 F8 (EE ){6}[0-9]{2} [0-9]{2} /u);
  }
  const full = toHex(statusInformation(EXAMPLE, CARDS.visa, { ...OPTIONS, fullPan: true }));
  expect(full).toContain('22 F0 F8 42 42 42 42 42 42 42 42');
});

test('a reversal carries the trace it takes back, and no TLV goes to a till that knows none', () => {
  const fields = readFields(
    Uint8Array.from(
      statusInformation({ ...EXAMPLE, originalTrace: 4210 }, CARDS.benefit, {
        ...OPTIONS,
        withTlv: false,
        currency: null,
      }),
    ),
  );
  if (typeof fields === 'string') throw new Error(fields);
  expect(fields.get(0x37)).toEqual(Uint8Array.of(0x00, 0x42, 0x10));
  expect([...fields.keys()]).toEqual([
    0x27, 0x04, 0x0b, 0x37, 0x0c, 0x0d, 0x19, 0x22, 0x29, 0x3b, 0x87, 0x8b,
  ]);
});

test('§3, §9 the three ways of writing a length', () => {
  expect(llvar(Array<number>(12).fill(0)).slice(0, 2)).toEqual([0xf1, 0xf2]);
  expect(lllvar(Array<number>(53).fill(0)).slice(0, 3)).toEqual([0xf0, 0xf5, 0xf3]);
  expect(tlv(0x1f07, Array<number>(200).fill(0)).slice(0, 4)).toEqual([0x1f, 0x07, 0x81, 200]);
  expect(tlv(0x24, Array<number>(300).fill(0)).slice(0, 4)).toEqual([0x24, 0x82, 0x01, 0x2c]);
});

test('§0.4 an APDU of 255 data bytes needs the escape, and any may have it', () => {
  const long = encodeApdu(message(0x06d1, ...Array<number>(255).fill(0x41)));
  expect(toHex(long.slice(0, 5))).toBe('06 D1 FF FF 00');
  expect(decodeApdu(long)?.data.length).toBe(255);
  const short = encodeApdu(message(0x060f), true);
  expect(toHex(short)).toBe('06 0F FF 00 00');
  expect(decodeApdu(short)).toEqual(message(0x060f));
  expect(decodeApdu(Uint8Array.of(6, 15, 1))).toBeNull();
});

test('§6.3 the totals of an end of day: 53 bytes, VISA the fifth group', () => {
  const data = endOfDayStatus(
    {
      trace: 9,
      date: '1122',
      time: '235900',
      receipts: [17, 18],
      totals: [{ card: 'visa', count: 2, sumFils: 12_345 }],
    },
    48,
  );
  expect(toHex(data)).toContain(
    '60 F0 F5 F3 00 17 00 18' + ' 00'.repeat(28) + ' 02 00 00 00 01 23 45' + ' 00'.repeat(14),
  );
});
