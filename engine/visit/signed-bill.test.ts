import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BilledService } from '../../contract/catalogue.ts';
import type { Fils } from '../../contract/money.ts';
import { packSignedBill, unpackSignedBill, type SignedBill } from '../../contract/signed-bill.ts';
import { billCode, billKey, signedEwa } from '../testing/offline-services.ts';
import { ewa } from '../testing/visit-stage.ts';
import { readSignedBill } from './signed-bill.ts';

const bill: SignedBill = {
  serviceId: 'ewa',
  reference: '12345678',
  billId: 'EWA-2610-12345678',
  amountFils: 32_569 as Fils,
  dueDate: '2026-12-10',
  expiresAtMs: Date.UTC(2026, 11, 10, 21),
};

const document = readFileSync(join(import.meta.dirname, '../../docs/offline-bills.md'), 'utf8');
/** As it is documented, to the letter. */
const VECTOR = /```vector\n(?<text>[^\n]+)\n```/u.exec(document)?.groups?.['text'] ?? '';

test('the documented vector is what we make and what we read', () => {
  expect(billCode(bill)).toBe(VECTOR);
  expect(readSignedBill(VECTOR, [signedEwa])).toEqual({
    kind: 'genuine',
    service: signedEwa,
    bill,
  });
});

test.each([
  [
    'another amount',
    billCode(bill).replace(
      /\.eyJ[^.]*\./u,
      `.${Buffer.from(packSignedBill({ ...bill, amountFils: 1 as Fils })).toString('base64url')}.`,
    ),
  ],
  ['a key nobody knows', billCode(bill, 'test-2')],
  ['no signature', 'KHB1.test-1.e30'],
  ['a fifth part', `${billCode(bill)}.x`],
  ['no JSON', 'KHB1.test-1.AAAA.AAAA'],
  ['far too long', `KHB1.test-1.${'A'.repeat(2_000)}.AAAA`],
  ['other signs', 'KHB1.test-1.e30.ab cd'],
])('forged: %s', (_what, text) => {
  expect(readSignedBill(text, [signedEwa])).toEqual({ kind: 'forged' });
});

test('of a service that is not sold by such codes, or of none here', () => {
  expect(readSignedBill(billCode(bill), [ewa])).toEqual({ kind: 'unknown' });
  expect(readSignedBill(billCode({ ...bill, serviceId: 'traffic' }), [signedEwa])).toEqual({
    kind: 'unknown',
  });
});

test('a key counts for its own service alone', () => {
  const other: BilledService = {
    ...signedEwa,
    id: 'other',
    offline: { kind: 'signedBill', validForSeconds: 600, keys: [] },
  };
  expect(readSignedBill(billCode({ ...bill, serviceId: 'other' }), [signedEwa, other])).toEqual({
    kind: 'forged',
  });
});

test('a reference of the wrong length is nobody’s', () => {
  expect(readSignedBill(billCode({ ...bill, reference: '123' }), [signedEwa])).toEqual({
    kind: 'unknown',
  });
});

test('anything else is no signed bill', () => {
  expect(readSignedBill('EWA12345678202610', [signedEwa])).toBeNull();
  expect(unpackSignedBill('{"s":"ewa"}')).toBeNull();
  expect(billKey.publicKey).toBe('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo');
});
