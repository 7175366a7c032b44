import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSlipCode } from '../../contract/ids.ts';
import { paymentOf } from '../testing/documents.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { maskReference } from '../../contract/digits.ts';
import { TRIES_A_MINUTE } from './guess-limit.ts';

let central: TestCentral;
let kiosk: KioskClient;
let elsewhere: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
  elsewhere = await central.kiosk('kiosk-2');
}, 60_000);
afterAll(() => central.stop());

const receipt = (slipCode: string, from = elsewhere): Promise<Reply> =>
  from.call('POST', '/v1/receipts/search', { slipCode });

const payment = paymentOf('kiosk-1', [
  { billId: 'EWA-2610-12345678', reference: '12345678', amountFils: 32_569 },
  { billId: 'EWA-2610-00000000', reference: '00000000', amountFils: 1_000 },
]);

test('a slip code opens the receipt at any kiosk, however it is typed, with references masked', async () => {
  const { document, slipCode } = payment;
  await kiosk.call('PUT', `/v1/payments/${document.paymentId}`, kiosk.signDocument(document));
  const found = await receipt(slipCode);
  expect(found).toMatchObject({
    status: 200,
    json: {
      paymentId: document.paymentId,
      kioskId: 'kiosk-1',
      authorisedAt: document.authorisedAt,
      totalFils: 33_569,
      scheme: 'VISA',
      lastFour: '4242',
      authorisationCode: '048213',
      lines: [
        { lineId: 1, reference: '*****678', amountFils: 32_569, outcome: { status: 'posted' } },
        { lineId: 2, reference: '*****000', outcome: { status: 'refused', reason: 'unknownBill' } },
      ],
    },
  });
  expect(found.text).not.toContain('12345678');
  const typed =
    `${slipCode.slice(0, 6)}-${slipCode.slice(6, 12)} ${slipCode.slice(12)}`.toLowerCase();
  expect(readSlipCode(typed)).toBe(slipCode);
  expect((await receipt(typed)).text).toBe(found.text);
});

test('a slip code that opens nothing is not found, one that cannot be one is a bad request', async () => {
  const { slipCode } = paymentOf('kiosk-1', [{ billId: 'x', reference: '1', amountFils: 1 }]);
  expect(await receipt(slipCode)).toMatchObject({ status: 404, json: { code: 'notFound' } });
  const wrong = (slipCode.startsWith('0') ? '1' : '0') + slipCode.slice(1);
  expect(await receipt(wrong)).toMatchObject({ status: 400, json: { code: 'badRequest' } });
});

test('each kiosk may try only so many codes a minute', async () => {
  const guesser = await central.kiosk('kiosk-3');
  for (let i = 0; i < TRIES_A_MINUTE; i++)
    expect((await receipt('not a code', guesser)).status).toBe(400);
  const refused = await receipt(payment.slipCode, guesser);
  expect(refused).toMatchObject({ status: 429, json: { code: 'rateLimited' } });
  expect(refused.headers.get('retry-after')).toBe('60');
  expect((await receipt(payment.slipCode)).status).toBe(200);
  central.clock.advance(60_000);
  expect((await receipt(payment.slipCode, guesser)).status).toBe(200);
});

test('a mask shows the last three digits, and of a short number at most half', () => {
  expect(maskReference('900101123')).toBe('******123');
  expect(maskReference('12')).toBe('*2');
  expect(maskReference('123456/900101123')).toBe('***456/******123');
  expect(maskReference('1')).toBe('*');
});
