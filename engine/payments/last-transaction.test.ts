import { describe, expect, test } from 'vitest';
import type { Fils } from '../../contract/money.ts';
import { authorisation } from '../testing/sample.ts';
import { baselineOf, judgePayment, judgeReversal } from './last-transaction.ts';

const earlier = {
  authorisation: authorisation({ trace: '004216', receiptNumber: '0118', terminalTime: '150000' }),
  resultCode: 0,
  originalTrace: null,
};
const ours = { authorisation: authorisation(), resultCode: 0, originalTrace: null };
const payment = (held: boolean) => ({
  authorisation: held ? authorisation() : null,
  baseline: baselineOf(earlier),
  totalFils: 32_569 as Fils,
});

describe('a payment in doubt', () => {
  test.each([
    ['the same as before the intent', true, earlier, 'notCharged'],
    ['the same as before the intent, no approval seen', false, earlier, 'notCharged'],
    ['a full match', true, ours, 'charged'],
    ['a new payment of the amount, no approval seen', false, ours, 'charged'],
    [
      'a reversal of ours',
      true,
      { ...ours, authorisation: authorisation({ trace: '004218' }), originalTrace: '004217' },
      'notCharged',
    ],
    ['nothing, though it remembered something', true, null, 'unclear'],
    [
      'the baseline’s numbers under another terminal id',
      false,
      {
        ...ours,
        authorisation: authorisation({ ...earlier.authorisation, terminalId: '' }),
      },
      'unclear',
    ],
    [
      'another trace than the approval',
      true,
      { ...ours, authorisation: authorisation({ trace: '009999' }) },
      'unclear',
    ],
    [
      'another amount',
      false,
      { ...ours, authorisation: authorisation({ amountFils: 1_000 as Fils }) },
      'unclear',
    ],
    ['a failed one', false, { ...ours, resultCode: 5 }, 'unclear'],
  ])('the terminal remembers %s', (_name, held, last, expected) => {
    expect(judgePayment(payment(held), last).kind).toBe(expected);
  });

  test('a new terminal that still remembers nothing has not charged', () => {
    const fresh = { ...payment(true), baseline: { kind: 'none' } as const };
    expect(judgePayment(fresh, null).kind).toBe('notCharged');
  });
});

describe('a reversal in doubt', () => {
  const reversing = { authorisation: authorisation(), reversalBaseline: baselineOf(ours) };
  test.each([
    [
      'the reversal of ours',
      { ...ours, authorisation: authorisation({ trace: '004218' }), originalTrace: '004217' },
      'reversed',
    ],
    ['the payment still', ours, 'notReversed'],
    ['something else', earlier, 'unclear'],
    ['nothing', null, 'unclear'],
  ])('the terminal remembers %s', (_name, last, expected) => {
    expect(judgeReversal(reversing, last)).toBe(expected);
  });
});
