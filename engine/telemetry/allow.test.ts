import { expect, test } from 'vitest';
import { allowed } from './allow.ts';

const said = (event: string, fields: Parameters<typeof allowed>[1]): string =>
  JSON.stringify(allowed(event, fields)?.attributes);

test('what the event’s rule names leaves the kiosk, by kind; all else stays', () => {
  const line = allowed('device.notOpened', {
    role: 'printer',
    code: 'noSuchPath',
    detail: '/dev/serial/by-id/usb-0001 of Ahmed',
  });
  expect(line).toEqual({
    event: 'device.notOpened',
    level: 'warn',
    attributes: [
      { key: 'device', value: { stringValue: 'printer' } },
      { key: 'code', value: { stringValue: 'noSuchPath' } },
    ],
    paymentId: null,
  });
});

test.each([
  ['a sentence', 'Fatima bint Ali'],
  ['a card number', '4000123412341234'],
  ['digits in a code', 'ref-12345678'],
  ['Arabic', 'فاتورة'],
  ['a line end', 'a\nb'],
  ['too much', 'x'.repeat(49)],
])('a code that is %s is left out', (_what, code) => {
  expect(said('device.notOpened', { role: 'printer', code })).not.toContain('"code"');
});

test('an event that nobody listed goes by its name alone', () => {
  expect(allowed('bill.opened', { reference: 12_345_678, name: 'Ahmed' })).toEqual({
    event: 'bill.opened',
    level: 'info',
    attributes: [],
    paymentId: null,
  });
  expect(allowed('paid by Ahmed', {})).toBeNull();
});

test('of an exception only its kind and its place leave', () => {
  const error =
    'ImpossibleFact: posted after declined (bill of Ahmed, 4000123412341234)\n    at fold (file:///opt/khidma/engine/payments/fold.ts:101:11)';
  expect(said('engine.bug', { error })).toBe(
    '[{"key":"error","value":{"stringValue":"ImpossibleFact payments/fold.ts:101"}}]',
  );
});

test('a payment’s id is told apart from the fields, and only where it is one', () => {
  const paymentId = '01939f2e-7c1a-7000-8000-000000000001';
  expect(allowed('hold.notFreed', { paymentId, kind: 'away' })?.paymentId).toBe(paymentId);
  expect(allowed('hold.notFreed', { paymentId: 'of Ahmed' })?.paymentId).toBeNull();
});
