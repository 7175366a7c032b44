import { describe, expect, test } from 'vitest';
import { encodeApdu } from './apdu.ts';
import { hideCardNumbers } from './card-data.ts';
import { readMessage } from './read-message.ts';
import { fromHex, toHex } from './testing/hex.ts';
import { encodeTlv } from './tlv.ts';

/** A well-known test number. */
const NUMBER = '41 11 11 11 11 11 11 11';

const read = (
  data: string,
): { message: string; raw: string; parsed: ReturnType<typeof readMessage> } => {
  const apdu = encodeApdu(0x040f, fromHex(data));
  const parsed = readMessage(apdu);
  return { message: JSON.stringify(parsed), raw: toHex(apdu), parsed };
};

const card = (data: string): unknown => {
  const { parsed } = read(data);
  if (parsed.kind !== 'statusInformation') throw new Error(parsed.kind);
  const { lastFour, cardNumberNotMasked } = parsed.status;
  return { lastFour, cardNumberNotMasked };
};

describe('BMP 22', () => {
  test('masked: the last four are kept, even digits or odd', () => {
    const kept = { lastFour: '3071', cardNumberNotMasked: false };
    expect(card('22 F0 F8 EE EE EE EE EE EE 30 71')).toEqual(kept);
    expect(card('22 F0 F8 EE EE EE EE EE E3 07 1F')).toEqual(kept);
  });

  test('in clear: nothing is kept, it is flagged and zeroed', () => {
    expect(card(`22 F0 F8 ${NUMBER}`)).toEqual({ lastFour: null, cardNumberNotMasked: true });
    expect(read(`22 F0 F8 ${NUMBER} 27 00`).raw).toBe(
      '04 0F 0D 22 F0 F8 00 00 00 00 00 00 00 00 27 00',
    );
  });

  test('partly masked: nothing is kept, but that is no number in clear', () => {
    expect(card('22 F0 F8 41 11 11 EE EE EE 11 11')).toEqual({
      lastFour: null,
      cardNumberNotMasked: false,
    });
  });
});

const PLACES: readonly (readonly [string, string])[] = [
  ['track 2', `23 F1 F6 ${NUMBER} D2 61 21 01 23 45 67 8F`],
  ['track 3', `24 F0 F0 F8 ${NUMBER}`],
  ['track 1', `2D F0 F8 ${NUMBER}`],
  ['chip data', `2E F0 F0 F8 ${NUMBER}`],
  ['EF_ID', `A7 F0 F8 ${NUMBER}`],
  ['EF_Info', `AF F0 F0 F8 ${NUMBER}`],
  ['GeldKarte', `9A F0 F0 F8 ${NUMBER}`],
  ['BMP 92', `92 F0 F0 F8 ${NUMBER}`],
  ['additional text', `3C F0 F0 F8 ${NUMBER}`],
  ['an unknown BMP', `CE ${NUMBER}`],
  ['a broken TLV container', `06 0A 43 80 ${NUMBER}`],
];

describe('everywhere else', () => {
  test.each(PLACES)('%s is zeroed in the buffer it came in', (_, field) => {
    const { raw, message } = read(`27 00 04 00 00 00 00 78 50 ${field}`);
    expect(raw).not.toContain('11 11 11');
    expect(message).not.toContain('1111');
    expect(raw.startsWith('04 0F')).toBe(true);
    expect(raw).toContain('27 00 04 00 00 00 00 78 50');
  });

  test('expiry and card sequence number', () => {
    expect(read('0E 29 12 17 00 01 27 00').raw).toBe('04 0F 08 0E 00 00 17 00 00 27 00');
  });

  test.each([0x1f08, 0x1f09, 0x1f0a, 0x4c, 0x1f14, 0x1f3e, 0x46, 0x1f17, 0x0b, 0x1f7e])(
    'tag %i, at the top and within a container',
    (tag) => {
      const value = encodeTlv(tag, fromHex(NUMBER));
      for (const container of [encodeTlv(0x06, value), encodeTlv(0x06, encodeTlv(0x2f, value))]) {
        const { raw } = read(toHex(container));
        expect(raw).not.toContain('11 11');
      }
    },
  );

  test('a long trace that looks like a card number', () => {
    const { message } = read(toHex(encodeTlv(0x06, encodeTlv(0x1f2b, fromHex(NUMBER)))));
    expect(message).not.toContain('1111');
  });

  test('a card name with a number in it', () => {
    const name = Array.from(new TextEncoder().encode('VISA 4111 1111 1111 1111'));
    const { message, raw } = read(`8B F2 F4 ${toHex(Uint8Array.from(name))}`);
    expect(message).toContain('VISA **** **** **** ****');
    expect(raw).not.toContain('31 31 31');
  });

  test('receipt texts and unknown commands keep no text at all', () => {
    for (const control of [0x06d1, 0x06d3, 0x06e4]) {
      const apdu = encodeApdu(control, fromHex(NUMBER));
      readMessage(apdu);
      expect(toHex(apdu)).not.toContain('11');
    }
  });
});

test('numbers that are none stay in texts', () => {
  expect(hideCardNumbers('VISA 1234')).toBe('VISA 1234');
  expect(hideCardNumbers('4111-1111-1111-1111')).toBe('****-****-****-****');
});
