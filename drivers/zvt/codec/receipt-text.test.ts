import { describe, expect, test } from 'vitest';
import { encodeApdu } from './apdu.ts';
import { decodeText } from './charset.ts';
import * as command from './commands.ts';
import { readExtendedStatus } from './completion.ts';
import { readMessage } from './read-message.ts';
import { fromHex, toHex } from './testing/hex.ts';

const ascii = (text: string): string => toHex(new TextEncoder().encode(text));
const read = (apdu: string) => readMessage(fromHex(apdu));
const withData = (control: number, data: string) => readMessage(encodeApdu(control, fromHex(data)));

describe('digest §6.5: 06 D1', () => {
  test('one line, its attribute left out', () => {
    expect(withData(0x06d1, `40 ${ascii('CARD PAYMENT')}`)).toEqual({
      kind: 'print',
      text: { receipt: null, lines: ['CARD PAYMENT'] },
    });
  });
  test('no text is an empty line; FF counts line feeds', () => {
    expect(read('06 D1 01 81')).toMatchObject({ text: { lines: [''] } });
    expect(read('06 D1 02 FF 03')).toMatchObject({ text: { lines: ['', '', ''] } });
    expect(read('06 D1 02 FF FF')).toMatchObject({ text: { lines: Array<string>(32).fill('') } });
  });
  test('the container of old revisions behind the text says whose it is (§14)', () => {
    expect(withData(0x06d1, `00 ${ascii('Total')} 06 04 1F 07 01 01`)).toMatchObject({
      text: { receipt: 'merchant', lines: ['Total'] },
    });
  });
});

describe('digest §6.5: 06 D3', () => {
  test('the blocks of §11: lines in order, styles left out, whose it is', () => {
    const block = `06 18 1F 07 01 02 25 12 09 01 40 07 05 ${ascii('Hello')} 07 00 09 01 FF 07 01 2E`;
    expect(withData(0x06d3, block)).toEqual({
      kind: 'print',
      text: { receipt: 'customer', lines: ['Hello', '', '', '.'] },
    });
  });
  test('tag 14 names the character set; unknown tags are skipped', () => {
    const arabic = toHex(new TextEncoder().encode('دينار'));
    const block = `06 19 14 01 FE 1F 07 01 03 1F 37 01 01 25 0C 07 0A ${arabic}`;
    expect(withData(0x06d3, block)).toMatchObject({
      text: { receipt: 'administration', lines: ['دينار'] },
    });
  });
  test('nothing readable is no line, never an error', () => {
    expect(read('06 D3 00')).toMatchObject({ text: { receipt: null, lines: [] } });
    expect(read('06 D3 03 06 85 01')).toMatchObject({ text: { lines: [] } });
  });
});

test('digest §3: code page 437 unless told; control characters show as such', () => {
  expect(decodeText(Uint8Array.of(0x8e, 0x99, 0x9a, 0xe1, 0x07))).toBe('ÄÖÜß?');
  expect(decodeText(Uint8Array.of(0xc2), 0x06)).toBe('آ');
});

test('digest §13: the text is wiped from the bytes it came in', () => {
  const apdu = encodeApdu(0x06d1, fromHex(`00 ${ascii('4242 4242 4242 4242')}`));
  expect(readMessage(apdu)).toMatchObject({ text: { lines: ['**** **** **** ****'] } });
  expect(Array.from(apdu.subarray(3)).every((byte) => byte === 0)).toBe(true);
});

describe('what the kiosk sends', () => {
  test('digest §5.1: the kiosk composes, or the terminal gives its text', () => {
    expect(toHex(command.registration('000000'))).toBe(
      '06 00 0E 00 00 00 3E 00 48 06 06 26 04 0A 02 04 01',
    );
    expect(toHex(command.registration('000000', true))).toBe(
      '06 00 19 00 00 00 BE 00 48 06 11 26 08 0A 02 04 01 0A 02 06 D3 12 01 42 1F 04 01 80',
    );
  });
  test('digest §5.7, §11: end of day and diagnosis', () => {
    expect(toHex(command.endOfDay('000000'))).toBe('06 50 03 00 00 00');
    expect(toHex(command.diagnosis())).toBe('06 70 00');
  });
  test('digest §5.8: status enquiry, and with all it tells', () => {
    expect(toHex(command.statusEnquiry('000000'))).toBe('05 01 05 00 00 00 03 02');
    expect(toHex(command.extendedStatusEnquiry('000000'))).toBe('05 01 05 00 00 00 03 06');
  });
});

test('digest §5.8: status, with the version or without it, and the terminal id behind it', () => {
  const container = '06 07 1F 44 04 40 00 12 34';
  const expected = { terminalStatus: 0xf0, terminalId: '40001234' };
  expect(readExtendedStatus(fromHex(`F0 ${container}`))).toEqual(expected);
  expect(readExtendedStatus(fromHex(`F0 F0 F2 31 2E F0 ${container}`))).toEqual(expected);
  expect(readExtendedStatus(fromHex('00'))).toEqual({ terminalStatus: 0, terminalId: null });
  expect(readExtendedStatus(new Uint8Array())).toBeNull();
});

describe('digest §6.3: the status of an end of day', () => {
  const group = (count: string, sum: string): string => `${count} ${sum} `;
  const none = group('00', '00 00 00 00 00 00');
  const totals = `00 01 00 42 ${none}${none}${group('02', '00 00 00 00 91 00')}${none}${group('28', '00 00 00 01 00 00')}${none}${none}`;
  test('BMP 60: counts are binary, sums BCD, all groups together', () => {
    const data = `27 00 04 00 00 00 01 91 00 60 F0 F5 F3 ${totals} 0B 00 00 99`;
    expect(withData(0x040f, data)).toMatchObject({
      status: {
        amount: 19_100,
        totals: { firstReceipt: '0001', lastReceipt: '0042', count: 42, sum: 19_100 },
        trace: '000099',
      },
    });
  });
  test('of another length it is no totals, and is wiped', () => {
    const apdu = encodeApdu(0x040f, fromHex('27 00 60 F0 F0 F3 12 34 56'));
    expect(readMessage(apdu)).toMatchObject({ status: { totals: null } });
    expect(toHex(apdu.subarray(-3))).toBe('00 00 00');
  });
  test('tags 1F13 and 1F26 are read', () => {
    expect(withData(0x040f, '27 00 06 08 1F 13 01 01 1F 26 01 02')).toMatchObject({
      status: { asksFor: 1, endOfDayMode: 2 },
    });
  });
});
