import { describe, expect, test } from 'vitest';
import type { BilledService } from '../../contract/catalogue.ts';
import { makeSlipCode } from '../../contract/ids.ts';
import { seededBytes } from '../testing/sample.ts';
import { ewa } from '../testing/visit-stage.ts';
import type { Position } from './position.ts';
import { wishOf } from './scanned.ts';

const traffic: BilledService = {
  ...ewa,
  id: 'traffic',
  reference: { ...ewa.reference, minDigits: 9, maxDigits: 9, kind: 'personalNumber' },
  barcodes: [],
};
const services = [ewa, traffic];
const RECEIPTS = 'https://pay.example/r/';
const context = (position: Position = { at: 'attract' }) => ({
  position,
  services,
  receiptUrl: RECEIPTS,
});
const code = (text: string) => ({ kind: 'code', symbology: null, text }) as const;
const idCard = (personalNumber: string | null) =>
  ({
    kind: 'identityCard',
    documentNumber: 'D1234567',
    personalNumber,
    issuer: 'BHR',
    expires: null,
  }) as const;
const atReference = (service: BilledService): Position => ({
  at: 'reference',
  service,
  earlier: [],
  problem: null,
});

describe('a code', () => {
  const slip = makeSlipCode(seededBytes(5));

  test('a slip: by its QR, and by the bare code as it is printed', () => {
    const wish = { wants: 'receipt', slipCode: slip };
    expect(wishOf(code(`${RECEIPTS}${slip}`), context())).toEqual(wish);
    expect(wishOf(code(` ${slip.slice(0, 6)}-${slip.slice(6)}\r`), context())).toEqual(wish);
    const elsewhere = wishOf(code(`https://evil.example/${slip}`), context());
    expect(elsewhere).toEqual({ wants: 'explanation', kind: 'unknownCode' });
  });

  test("a bill's barcode finds the bill from anywhere", () => {
    const wish = { wants: 'bill', service: ewa, reference: '12345678' };
    for (const position of [{ at: 'attract' }, { at: 'services' }, atReference(traffic)] as const)
      expect(wishOf(code('EWA12345678202610'), context(position))).toEqual(wish);
  });

  test('one digit too many, or letters where digits belong, is no bill', () => {
    for (const text of ['EWA123456782026101', 'EWA1234567A202610', 'XWA12345678202610'])
      expect(wishOf(code(text), context())).toEqual({ wants: 'explanation', kind: 'unknownCode' });
  });

  test('a bare number counts only where a number is asked for', () => {
    expect(wishOf(code('12345678'), context(atReference(ewa)))).toMatchObject({ wants: 'bill' });
    expect(wishOf(code('12345678'), context())).toMatchObject({ wants: 'explanation' });
    expect(wishOf(code('123'), context(atReference(ewa)))).toMatchObject({ wants: 'explanation' });
  });
});

describe('an identity card', () => {
  test('finds what is due by personal number', () => {
    const wish = { wants: 'bill', service: traffic, reference: '900101123' };
    expect(wishOf(idCard('900101123'), context())).toEqual(wish);
    expect(wishOf(idCard('900101123'), context(atReference(traffic)))).toEqual(wish);
  });

  test('with several such ministries the person says which', () => {
    const more = { ...context(), services: [traffic, { ...traffic, id: 'cards' }] };
    expect(wishOf(idCard('900101123'), more)).toEqual({ wants: 'services' });
  });

  test('where an account number is asked for it is no answer', () => {
    expect(wishOf(idCard('900101123'), context(atReference(ewa)))).toMatchObject({
      kind: 'unknownCode',
    });
    expect(wishOf(idCard(null), context())).toMatchObject({ kind: 'unknownCode' });
  });
});

test('a bank card belongs into the card reader', () => {
  expect(wishOf({ kind: 'bankCard' }, context())).toEqual({
    wants: 'explanation',
    kind: 'useTerminal',
  });
});

test('nothing disturbs a payment or a search', () => {
  const busy: Position = { at: 'findingReceipt', by: { slipCode: 'x' } };
  expect(wishOf(code('EWA12345678202610'), context(busy))).toEqual({ wants: 'nothing' });
  expect(wishOf(code('EWA12345678202610'), { ...context(), services: [] })).toEqual({
    wants: 'nothing',
  });
});
