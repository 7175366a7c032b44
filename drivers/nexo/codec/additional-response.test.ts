import { expect, test } from 'vitest';
import { readAdditionalResponse } from './additional-response.ts';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');
const secrets = {
  cardBin: '411111',
  expiryMonth: '03',
  expiryYear: '2030',
  cardIssueNumber: '1',
  networkTxReference: 'X1',
  somethingNew: 'kept by nobody',
};

test('§6 form-encoded: + and %20 are spaces, the first = divides', () => {
  const text = 'message=Card+not%20read&refusalReason=a=b&tid=12345678&cardBin=411111&junk';
  expect(readAdditionalResponse(text)).toEqual({
    message: 'Card not read',
    refusalReason: 'a=b',
    tid: '12345678',
  });
});

test('§6 base64 JSON, told apart by looking', () => {
  const additionalData = { ...secrets, tid: '12345678', unconfirmedBatchCount: 2 };
  expect(
    readAdditionalResponse(base64({ additionalData, message: 'DECLINED', store: 's' })),
  ).toEqual({ tid: '12345678', unconfirmedBatchCount: '2', message: 'DECLINED' });
});

test('§1.19 what is not on the list is dropped in both encodings', () => {
  const form = new URLSearchParams(secrets).toString();
  expect(readAdditionalResponse(form)).toEqual({});
  expect(readAdditionalResponse(base64({ additionalData: secrets, ...secrets }))).toEqual({});
});

test('§6 a plain sentence is the message; a card number in it is hidden', () => {
  expect(readAdditionalResponse('Terminal is busy')).toEqual({ message: 'Terminal is busy' });
  expect(readAdditionalResponse('message=Card 4111 1111 1111 1111 refused')).toEqual({
    message: 'Card **** **** **** **** refused',
  });
  expect(readAdditionalResponse('message=Card 411111******1111')).toEqual({
    message: 'Card ************1111',
  });
});

test.each([
  [undefined],
  [7],
  [{}],
  [''],
  ['%E0%A4%A'],
  ['a=%ZZ'],
  ['eyJ'],
  [base64([1, 2])],
  [base64('text')],
  ['x'.repeat(70_000)],
])('%j gives nothing worth having, and no error', (value) => {
  const read = readAdditionalResponse(value);
  expect(Object.keys(read).every((key) => key === 'message')).toBe(true);
});

test('members of every object are no data', () => {
  expect(readAdditionalResponse('__proto__=1&constructor=2&toString=3')).toEqual({});
});
