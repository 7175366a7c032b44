import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSealer } from './sealed.ts';

const key = Buffer.alloc(32, 7);

test('no two boxes share a nonce or a salt, however many are made of one thing', () => {
  const sealer = createSealer(key);
  const sealed = Array.from({ length: 500 }, () => sealer.seal('the same'));
  expect(new Set(sealed.map(({ box }) => box.subarray(0, 12).toString('hex'))).size).toBe(500);
  expect(new Set(sealed.map(({ commitment }) => commitment)).size).toBe(500);
  expect(sealed.every(({ box }) => sealer.open(box) === 'the same')).toBe(true);
});

test('the commitment is the HMAC of the text under the salt, whenever it is asked for', () => {
  const bytes = Buffer.from(Array.from({ length: 44 }, (_, i) => i));
  const sealer = createSealer(key, () => bytes);
  const sealed = sealer.seal({ reference: '12345678' });
  sealer.seal('another');
  const expected = createHmac('sha256', bytes.subarray(12))
    .update('{"reference":"12345678"}')
    .digest('hex');
  expect(sealed.commitment).toBe(expected);
  expect(sealer.matches(sealed.box, expected)).toBe(true);
  expect(sealer.matches(sealed.box, '0'.repeat(64))).toBe(false);
});

test('another key opens nothing, nor does an altered box', () => {
  const { box } = createSealer(key).seal('secret');
  expect(createSealer(Buffer.alloc(32, 8)).open(box)).toBeNull();
  const altered = Buffer.from(box);
  altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
  expect(createSealer(key).open(altered)).toBeNull();
});
