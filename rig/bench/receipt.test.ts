import { expect, test } from 'vitest';
import { standardReceipt } from './receipt.ts';

test('the standard receipt’s content becomes the engine’s facts', () => {
  expect(standardReceipt()).toMatchObject({
    totalFils: 32_569,
    payerName: 'A*** M***',
    scheme: 'VISA',
    lastFour: '4242',
    authorisationCode: '083192',
    shortPaymentId: '01JD-8K2M-77QX',
    date: Date.UTC(2026, 10, 22, 13, 40),
    lines: [{ reference: '12345678', amountFils: 32_569 }],
  });
});
