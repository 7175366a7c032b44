import { expect, test } from 'vitest';
import { NOTHING_TO_SAY } from './answer.ts';
import { findOperation } from './find-operation.ts';
import { type Operation, operation } from './operation.ts';

const named = (method: Operation['method'], path: string): Operation =>
  operation({ method, path, schema: {}, handle: () => NOTHING_TO_SAY });

const find = findOperation(
  [named('GET', '/v1/health')],
  [
    named('PUT', '/v1/payments/:paymentId'),
    named('POST', '/v1/payments/batch'),
    named('POST', '/v1/payments/:paymentId/reversal'),
  ],
);

test('an operation is found by method and path, with what its path names', () => {
  expect(find('GET', '/v1/health')).toMatchObject({ signed: false, params: {} });
  expect(find('PUT', '/v1/payments/abc')).toMatchObject({
    signed: true,
    params: { paymentId: 'abc' },
  });
  expect(find('POST', '/v1/payments/batch')?.operation.path).toBe('/v1/payments/batch');
  expect(find('POST', '/v1/payments/abc/reversal')?.params).toMatchObject({ paymentId: 'abc' });
});

test.each([
  ['GET', '/v1/payments/abc'],
  ['PUT', '/v1/payments/'],
  ['PUT', '/v1/payments/abc/more'],
  ['PUT', `/v1/payments/${'x'.repeat(65)}`],
  ['GET', '/v1/healthy'],
  ['GET', '/x/v1/health'],
  ['GET', ''],
])('%s %s is nothing', (method, path) => {
  expect(find(method, path)).toBeNull();
});
