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

  const fresh = (held: boolean) => ({ ...payment(held), baseline: { kind: 'none' } as const });

  test('a new terminal that still remembers nothing and approved nothing has not charged', () => {
    expect(judgePayment(fresh(false), null).kind).toBe('notCharged');
  });

  test('one that approved may have kept it and forgotten: nobody knows', () => {
    expect(judgePayment(fresh(true), null).kind).toBe('unclear');
  });

  test('a day closed since the intent hides what happened before, whatever its total', () => {
    const closed = { ...ours, endOfDay: true } as const;
    expect(judgePayment(payment(false), closed).kind).toBe('unclear');
    expect(judgePayment(payment(true), closed).kind).toBe('unclear');
    expect(judgePayment(fresh(false), closed).kind).toBe('unclear');
  });

  test('a day closed before the intent, and still the last: not charged', () => {
    const closed = { ...earlier, endOfDay: true } as const;
    expect(judgePayment(payment(false), closed).kind).toBe('notCharged');
  });

  describe('asked for by its own name', () => {
    const named = (held: boolean) => ({ ...fresh(held), terminalReference: 'S1' });
    test.each([
      ['nothing', false, null, 'notCharged'],
      ['nothing, though it approved', true, null, 'unclear'],
      ['the payment', false, ours, 'charged'],
      ['the payment it approved', true, ours, 'charged'],
      ['a refusal', false, { ...ours, resultCode: 5 }, 'notCharged'],
      ['a refusal of what it approved', true, { ...ours, resultCode: 5 }, 'unclear'],
      [
        'another amount',
        false,
        { ...ours, authorisation: authorisation({ amountFils: 1_000 as Fils }) },
        'unclear',
      ],
      ['a reversal', false, { ...ours, originalTrace: '004217' }, 'unclear'],
    ])('the terminal knows %s', (_name, held, last, expected) => {
      expect(judgePayment(named(held), last).kind).toBe(expected);
    });
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
