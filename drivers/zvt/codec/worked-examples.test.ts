import { describe, expect, test } from 'vitest';
import { fils } from '../driver/testing/scripted-terminal.ts';
import { parseApdu } from './apdu.ts';
import * as command from './commands.ts';
import { crc16 } from './crc16.ts';
import { createDeframer } from './deframer.ts';
import { encodeFrame } from './frame.ts';
import { readMessage } from './read-message.ts';
import { fromHex, toHex } from './testing/hex.ts';
import { readTlv, type TlvObject } from './tlv.ts';

describe('digest §1', () => {
  test('the CRC of 123456789 is 2189, not 31C3', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x2189);
  });

  test('A: the CRC register after each byte of the APDU and 03', () => {
    const bytes = fromHex('06 01 0A 04 00 00 00 01 10 25 49 00 48 03');
    const registers = Array.from(bytes, (_, i) => crc16(bytes.subarray(0, i + 1)));
    expect(registers.map((crc) => crc.toString(16).toUpperCase()).join(' ')).toBe(
      '6536 4559 605B AA12 3339 AC71 62A2 97F3 D502 5568 30DE 3FC3 3AE4 938B',
    );
  });

  test.each([
    [11_025, '10 02 06 01 0A 04 00 00 00 01 10 10 25 49 00 48 10 03 8B 93'],
    [7_850, '10 02 06 01 0A 04 00 00 00 00 78 50 49 00 48 10 03 10 99'],
  ])('%i fils on the wire, a 10 in the amount doubled, one in the CRC not', (amount, wire) => {
    const apdu = command.authorisation(fils(amount));
    expect(toHex(encodeFrame(apdu))).toBe(wire);
    expect(createDeframer().feed(fromHex(wire))).toEqual([{ kind: 'frame', apdu }]);
  });
});

test('digest §5.1: the registration with TLV reads as it is explained', () => {
  const example = fromHex(
    '06 00 19 00 00 00 BE 00 48 06 11 12 01 42 26 08 0A 02 06 D3 0A 02 04 0E 1F 04 01 C8',
  );
  const apdu = parseApdu(example);
  if (!apdu.ok) throw new Error(apdu.error);
  const { objects } = readTlv(apdu.value.data.subarray(8));
  const shown = (object: TlvObject | undefined): [number | undefined, string] => [
    object?.tag,
    toHex(object?.value ?? new Uint8Array()),
  ];
  expect(objects.map(shown)).toEqual([
    [0x12, '42'],
    [0x26, '0A 02 06 D3 0A 02 04 0E'],
    [0x1f04, 'C8'],
  ]);
  expect(readTlv(objects[1]?.value ?? new Uint8Array()).objects.map(shown)).toEqual([
    [0x0a, '06 D3'],
    [0x0a, '04 0E'],
  ]);
});

test('digest §6.2: the approval', () => {
  const message = readMessage(
    fromHex(
      '04 0F 5B 27 00 04 00 00 00 00 78 50 0B 00 42 17 0C 14 32 05 0D 03 14 19 60 22 F0 F7 EE EE EE EE EE 30 71 29 40 00 12 34 3B 37 33 31 39 30 32 00 00 49 00 48 87 01 19 8A 0A 8B F0 F5 56 49 53 41 00 06 1B 43 07 A0 00 00 00 03 10 10 15 02 65 6E 2F 0C 1F 12 01 02 1F 10 01 00 1F 11 01 01',
    ),
  );
  expect(message).toEqual({
    kind: 'statusInformation',
    status: {
      resultCode: 0,
      hostCode: null,
      amount: 7850,
      currency: '0048',
      trace: '004217',
      originalTrace: null,
      receiptNumber: '0119',
      terminalId: '40001234',
      date: '0314',
      time: '143205',
      authorisationCode: '731902',
      cardType: 10,
      cardName: 'VISA',
      lastFour: '3071',
      totals: null,
      endOfDayMode: null,
      asksFor: null,
      cardNumberNotMasked: false,
      unparsedFrom: null,
    },
  });
});

test('the commands, byte for byte', () => {
  const hex = (apdu: Uint8Array): string => toHex(apdu);
  expect(hex(command.registration('000000'))).toBe(
    '06 00 0E 00 00 00 3E 00 48 06 06 26 04 0A 02 04 01',
  );
  expect(hex(command.reversal('123456', '0119', fils(7850)))).toBe(
    '06 30 10 12 34 56 87 01 19 04 00 00 00 00 78 50 49 00 48',
  );
  expect(hex(command.repeatReceipt('000000'))).toBe('06 20 05 00 00 00 03 03');
  expect(hex(command.statusEnquiry('000000'))).toBe('05 01 05 00 00 00 03 02');
  expect(hex(command.abort())).toBe('06 B0 00');
  expect(hex(command.positiveAnswer())).toBe('80 00 00');
  expect(hex(command.negativeAnswer(command.REFUSAL.pleaseWait))).toBe('84 9C 00');
});
