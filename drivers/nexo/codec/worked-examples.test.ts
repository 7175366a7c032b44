/** Each message of the digest that the codec knows, by its section. */
import { describe, expect, test } from 'vitest';
import type { Fils } from '../../../contract/money.ts';
import { conditionOf } from './conditions.ts';
import { readHttpErrors, readMessage, sealedPart } from './envelope.ts';
import { answers, requestHeader, sameHeader } from './header.ts';
import { lastFourOf } from './card-numbers.ts';
import { readReceipts } from './receipt-text.ts';
import {
  abortRequest,
  loginRequest,
  paymentRequest,
  reconciliationRequest,
  reversalRequest,
  statusRequest,
  totalsRequest,
} from './requests.ts';
import {
  eventNotificationSchema,
  paymentResponseSchema,
  readBody,
  statusResponseSchema,
} from './responses.ts';

const parties = { saleId: 'KIOSK-07', poiId: 'SIM1-000000001' };
const sale = { id: 'MIB3K9QX', timeStamp: '2026-11-22T13:40:00.000Z' };
const payment = { category: 'Payment' as const, serviceId: 'MIB3K9QX', ...parties };
const reference = {
  MessageCategory: 'Payment',
  SaleID: 'KIOSK-07',
  ServiceID: 'MIB3K9QX',
  POIID: 'SIM1-000000001',
};

describe('requests', () => {
  test('§3 the header', () => {
    expect(requestHeader('Payment', 'MIB3K9QX', parties)).toEqual({
      ProtocolVersion: '3.0',
      MessageClass: 'Service',
      MessageCategory: 'Payment',
      MessageType: 'Request',
      ServiceID: 'MIB3K9QX',
      SaleID: 'KIOSK-07',
      POIID: 'SIM1-000000001',
    });
  });

  test('§5 Payment: no tip, no cash back, no tender option', () => {
    expect(paymentRequest(sale, 1_235 as Fils).members).toEqual({
      PaymentRequest: {
        SaleData: {
          SaleTransactionID: { TransactionID: sale.id, TimeStamp: sale.timeStamp },
        },
        PaymentTransaction: { AmountsReq: { Currency: 'BHD', RequestedAmount: 1.235 } },
        PaymentData: { PaymentType: 'Normal' },
      },
    });
  });

  test('§9 TransactionStatus names the payment', () => {
    expect(statusRequest(payment).members).toEqual({
      TransactionStatusRequest: {
        ReceiptReprintFlag: true,
        DocumentQualifier: ['CashierReceipt', 'CustomerReceipt'],
        MessageReference: reference,
      },
    });
  });

  test('§8 Abort, Reversal, totals; §4 Login', () => {
    expect(abortRequest(payment).members).toEqual({
      AbortRequest: { AbortReason: 'MerchantAbort', MessageReference: reference },
    });
    const original = { id: 'BV0q.VK9', timeStamp: '2026-11-22T13:40:05+03:00' };
    expect(reversalRequest(sale, original).members).toEqual({
      ReversalRequest: {
        OriginalPOITransaction: {
          POITransactionID: { TransactionID: original.id, TimeStamp: original.timeStamp },
        },
        ReversalReason: 'MerchantCancel',
        SaleData: { SaleTransactionID: { TransactionID: sale.id, TimeStamp: sale.timeStamp } },
      },
    });
    expect(totalsRequest().members).toEqual({ GetTotalsRequest: {} });
    expect(reconciliationRequest().members).toEqual({
      ReconciliationRequest: { ReconciliationType: 'SaleReconciliation' },
    });
    const details = {
      manufacturerId: 'm',
      applicationName: 'a',
      softwareVersion: '1',
      certificationCode: 'c',
      operatorLanguage: 'en',
    };
    expect(loginRequest(details, sale.timeStamp).members['LoginRequest']).toMatchObject({
      DateTime: sale.timeStamp,
      OperatorLanguage: 'en',
      SaleSoftware: { ManufacturerID: 'm' },
    });
  });
});

describe('answers', () => {
  const request = requestHeader('Payment', 'MIB3K9QX', parties);
  const response = { ...request, MessageType: 'Response' };

  test('§3 the four that an answer repeats', () => {
    expect(answers(request, response)).toBe(true);
    expect(answers(request, request)).toBe(false);
    for (const field of ['MessageCategory', 'ServiceID', 'SaleID', 'POIID'])
      expect(answers(request, { ...response, [field]: 'OTHER' })).toBe(false);
  });

  test('§1.15 outer and inner header', () => {
    expect(sameHeader(response, { ...response })).toBe(true);
    for (const field of Object.keys(response))
      expect(sameHeader(response, { ...response, [field]: 'OTHER' })).toBe(false);
    expect(sameHeader(response, { ...response, DeviceID: '1' })).toBe(false);
  });

  test('§1.22 unknown members are nothing to trip over, missing optional ones neither', () => {
    const text = JSON.stringify({
      SaleToPOIResponse: {
        MessageHeader: { ...response, New: 1 },
        PaymentResponse: {
          Response: { Result: 'Success', Other: [] },
          POIData: {
            POITransactionID: { TransactionID: 't', TimeStamp: 'x' },
            POIReconciliationID: 1_000,
          },
        },
        VendorExtra: null,
      },
      more: true,
    });
    const message = readMessage(text);
    if (!message.ok) throw new Error(message.error);
    expect(message.value.header).toEqual(response);
    expect(sealedPart(message.value)).toBeNull();
    const body = readBody(message.value.members, 'PaymentResponse', paymentResponseSchema);
    expect(body?.Response.Result).toBe('Success');
    expect(body?.PaymentResult).toBeUndefined();
  });

  test('§1.21 an id typed as a number is its text', () => {
    const body = paymentResponseSchema.parse({
      Response: { Result: 'Success' },
      PaymentResult: { PaymentAcquirerData: { ApprovalCode: 123456 } },
    });
    expect(body.PaymentResult?.PaymentAcquirerData?.ApprovalCode).toBe('123456');
  });

  test('§1.12 an event in place of an answer', () => {
    const message = readMessage(
      JSON.stringify({
        SaleToPOIRequest: {
          MessageHeader: {
            MessageClass: 'Event',
            MessageCategory: 'Event',
            MessageType: 'Notification',
            SaleID: 's',
            POIID: 'p',
          },
          EventNotification: { EventToNotify: 'Reject', EventDetails: 'message=no' },
        },
      }),
    );
    if (!message.ok) throw new Error(message.error);
    expect(message.value.direction).toBe('request');
    expect(
      readBody(message.value.members, 'EventNotification', eventNotificationSchema),
    ).toMatchObject({ EventToNotify: 'Reject' });
  });

  test('§1.2 the look-up succeeded, the payment did not', () => {
    const body = statusResponseSchema.parse({
      Response: { Result: 'Success' },
      RepeatedMessageResponse: {
        MessageHeader: response,
        RepeatedResponseMessageBody: {
          PaymentResponse: { Response: { Result: 'Failure', ErrorCondition: 'Refusal' } },
        },
      },
    });
    const repeated = body.RepeatedMessageResponse?.RepeatedResponseMessageBody.PaymentResponse;
    expect(paymentResponseSchema.parse(repeated).Response).toMatchObject({
      Result: 'Failure',
      ErrorCondition: 'Refusal',
    });
  });

  test('§2 the errors of HTTP 401', () => {
    const text = '{"errors":["Nexo Service: crypto error (2)"],"ServiceID":"1"}';
    expect(readHttpErrors(text)).toEqual(['Nexo Service: crypto error (2)']);
    expect(readHttpErrors('{"errors":[]}')).toBeNull();
    expect(readHttpErrors('<html>')).toBeNull();
  });
});

test('§7 every listed condition has its own number; anything else is unknown', () => {
  const listed =
    'Aborted Busy Cancel DeviceOut InProgress InsertedCard InvalidCard LoggedOut MessageFormat NotAllowed NotFound PaymentRestriction Refusal UnavailableDevice UnavailableService UnreachableHost WrongPIN'.split(
      ' ',
    );
  expect(new Set(listed.map((name) => conditionOf(name).code)).size).toBe(17);
  for (const other of ['Communication timeout', 'refusal', 'toString', '__proto__', '', undefined])
    expect(conditionOf(other)).toEqual({ code: 0x180, meaning: 'unknown' });
});

test.each([
  ['411111 **** 1111', '1111', false],
  ['************4444', '4444', false],
  ['****0019', '0019', false],
  ['4111111111111111', null, true],
  ['411111111111****', null, true],
  ['**** **** ****', null, false],
  ['1111', null, false],
  [undefined, null, false],
])('§5 of %j the last four are %j', (masked, lastFour, notMasked) => {
  expect(lastFourOf(masked)).toEqual({ lastFour, notMasked });
});

test('§5 a receipt: printed labels and values, blank lines, numbers hidden', () => {
  const line = (Text: string, EndOfLineFlag?: boolean) => ({ Text, EndOfLineFlag });
  const content = (OutputText: unknown) => ({ OutputFormat: 'Text', OutputText });
  expect(
    readReceipts([
      {
        DocumentQualifier: 'CustomerReceipt',
        RequiredSignatureFlag: false,
        OutputContent: content([
          line('key=header1&name=Khidma+test', true),
          line('key=pan&name=Card&value=4111%201111%201111%201111', true),
          line('key=filler', true),
          line('plain ', false),
          line('text'),
        ]),
      },
      { DocumentQualifier: 'CashierReceipt', RequiredSignatureFlag: true },
      { DocumentQualifier: 'Voucher', OutputContent: content('nonsense') },
      'nonsense',
    ]),
  ).toEqual([
    {
      for: 'customer',
      needsSignature: false,
      lines: ['Khidma test', 'Card **** **** **** ****', '', 'plain text'],
    },
    { for: 'merchant', needsSignature: true, lines: [] },
    { for: 'other', needsSignature: false, lines: [] },
  ]);
});
