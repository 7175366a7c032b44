/** The codec reads what anybody may send: any text, any JSON, never a throw. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAdditionalResponse } from './additional-response.ts';
import { hideCardNumbers } from './card-numbers.ts';
import { readHttpErrors, readMessage, sealedPart, writeMessage } from './envelope.ts';
import { readReceipts } from './receipt-text.ts';
import {
  diagnosisResponseSchema,
  paymentResponseSchema,
  readBody,
  reversalResponseSchema,
  statusResponseSchema,
  totalsResponseSchema,
} from './responses.ts';

const SEED = { seed: 20_261_122, numRuns: 300 };
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.json({ maxDepth: 5 }),
  fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
);
const NAMES = [
  ...['Response', 'Result', 'ErrorCondition', 'AdditionalResponse', 'POIData', 'PaymentResult'],
  ...['POITransactionID', 'TransactionID', 'TimeStamp', 'AmountsResp', 'AuthorizedAmount'],
  ...['PaymentReceipt', 'OutputContent', 'OutputText', 'Text', 'MessageHeader', 'NexoBlob'],
  ...['RepeatedMessageResponse', 'RepeatedResponseMessageBody', 'PaymentResponse', '__proto__'],
];
/** JSON in which the protocol's own names are common. */
const nastyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>('Success', 'Failure', 'Partial', 'Refusal', 0, 1.5, -1, null, true),
    fc.string({ maxLength: 20 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 8 }),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
})).value;
const SCHEMAS = [
  paymentResponseSchema,
  reversalResponseSchema,
  statusResponseSchema,
  diagnosisResponseSchema,
  totalsResponseSchema,
];

test('any text: a message or a reason', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const read = readMessage(text);
      if (read.ok) sealedPart(read.value);
      readHttpErrors(text);
      readAdditionalResponse(text);
      hideCardNumbers(text);
    }),
    SEED,
  );
});

test('any JSON where a message, a body or a receipt is due', () => {
  fc.assert(
    fc.property(nastyJson, (value) => {
      expect(typeof readMessage(JSON.stringify({ SaleToPOIResponse: value })).ok).toBe('boolean');
      for (const schema of SCHEMAS) readBody({ Body: value }, 'Body', schema);
      readReceipts(Array.isArray(value) ? value : [value]);
    }),
    SEED,
  );
});

test('what is written is read again as it was', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9]{1,10}$/u);
  fc.assert(
    fc.property(id, id, id, nastyJson, (serviceId, saleId, poiId, body) => {
      const header = {
        MessageClass: 'Service',
        MessageCategory: 'Payment',
        MessageType: 'Response',
        ServiceID: serviceId,
        SaleID: saleId,
        POIID: poiId,
      };
      const members = JSON.parse(JSON.stringify({ PaymentResponse: body })) as object;
      expect(readMessage(writeMessage('response', header, { ...members }))).toEqual({
        ok: true,
        value: { direction: 'response', header, members },
      });
    }),
    SEED,
  );
});

test('depth, length and doubles are no way in', () => {
  expect(readMessage('['.repeat(200_000)).ok).toBe(false);
  expect(readMessage(`{"SaleToPOIResponse":${'{"a":'.repeat(100_000)}`).ok).toBe(false);
  expect(readMessage(`"${'x'.repeat(1_000_001)}"`)).toEqual({ ok: false, error: 'notNexo' });
  expect(readMessage('{"SaleToPOIRequest":{},"SaleToPOIResponse":{}}').ok).toBe(false);
  expect(hideCardNumbers('4'.repeat(100_000))).toBe('*'.repeat(100_000));
});

test('a card number is hidden wherever it stands, and only its masked tail stays', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
      const shown = hideCardNumbers(`${before} 4111111111111111 ${after}`);
      expect(shown).not.toContain('4111111111111111');
    }),
    SEED,
  );
});
