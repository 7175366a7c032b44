import { expect, test } from 'vitest';
import { hex, toHex } from '../../simulator-kit/raw-port.ts';
import { RealtimeMatcher } from './realtime.ts';
import { readToken, tokenize } from './tokenizer.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(hex(text));

test.each([
  ['1B 40', 0x1b40],
  ['1B 61 01', 0x1b61],
  ['1B 24 A4 01', 0x1b24],
  ['1D 56 00', 0x1d56],
  ['1D 56 42 00', 0x1d56],
  ['1B 44 08 10 00', 0x1b44],
  ['1B 2A 21 02 00 01 02 03 04 05 06', 0x1b2a],
  ['1B 2A 00 02 00 01 02', 0x1b2a],
  ['1B 26 03 41 42 01 01 02 03 00', 0x1b26],
  ['1D 2A 01 01 01 02 03 04 05 06 07 08', 0x1d2a],
  ['1D 76 30 00 02 00 02 00 FF FF 00 00', 0x1d76],
  ['1D 6B 49 08 7B 42 4B 49 4F 53 4B 37', 0x1d6b],
  ['1D 6B 04 41 42 00', 0x1d6b],
  ['1D 28 48 06 00 30 30 30 30 34 32', 0x1d2848],
  ['1D 38 4C 03 00 00 00 30 32 00', 0x1d284c],
  ['1C 71 01 01 00 01 00 01 02 03 04 05 06 07 08', 0x1c71],
])('%s is one command, whole and in any part of it nothing', (text, code) => {
  const whole = bytes(text);
  expect(readToken(whole, 0)).toEqual({ kind: 'command', code, bytes: whole });
  for (let size = 1; size < whole.length; size++)
    expect(readToken(whole.slice(0, size), 0)).toBeNull();
});

test('text, commands, real-time bytes between commands, and what is unknown', () => {
  const stream = bytes('41 42 0A 10 04 01 1B 99 43 10 41');
  expect(tokenize(stream).map(({ token }) => [token.kind, toHex(token.bytes)])).toEqual([
    ['text', '41 42'],
    ['command', '0A'],
    ['realtime', '10 04 01'],
    ['unknown', '1B 99'],
    ['text', '43'],
    ['unknown', '10'],
    ['text', '41'],
  ]);
});

test.each([
  ['10 04 01', ['status']],
  ['10 04 09', []],
  ['10 10 04 02', ['status']],
  ['41 10 04 10 04 03', ['status']],
  ['10 05 01 10 05 02 10 05 03', ['recover', 'recover']],
  ['10 14 08 01 03 14 01 06 02 08', ['clear']],
  ['10 14 08 01 03 14 01 06 02 09', []],
  ['10 14 08 01 10 04 04', ['status']],
])('the real-time matcher finds in %s: %j', (text, kinds) => {
  const matcher = new RealtimeMatcher();
  const found = hex(text).map((byte) => matcher.take(byte)?.kind);
  expect(found.filter((kind) => kind !== undefined)).toEqual(kinds);
});
