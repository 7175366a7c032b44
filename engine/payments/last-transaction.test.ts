import { describe, expect, test } from 'vitest';
import type { Fils } from '../../contract/money.ts';
import { authorisation } from '../testing/sample.ts';
import { baselineOf, judgePayment, judgeReversal } from './last-transaction.ts';

const HERE = authorisation().terminalId;
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
        authorisation: authorisation({ ...earlier.authorisation, terminalId: '49999999' }),
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
    expect(judgePayment(payment(held), last, HERE).kind).toBe(expected);
  });

  test('one that does not name itself is known by its memory, where that is as it was', () => {
    const unnamed = {
      ...earlier,
      authorisation: authorisation({ ...earlier.authorisation, terminalId: '' }),
    };
    for (const here of [HERE, null]) {
      expect(judgePayment(payment(true), unnamed, here).kind).toBe('notCharged');
      expect(judgePayment(payment(false), unnamed, here).kind).toBe('notCharged');
    }
    expect(judgePayment(payment(false), unnamed, '49999999').kind).toBe('unclear');
    const unnamedBefore = { ...payment(false), baseline: baselineOf(unnamed) };
    expect(judgePayment(unnamedBefore, earlier, null).kind).toBe('notCharged');
    expect(judgePayment(unnamedBefore, ours, null).kind).toBe('unclear');
    const newer = { ...ours, authorisation: authorisation({ terminalId: '' }) };
    expect(judgePayment(payment(false), newer, null).kind).toBe('unclear');
  });

  const fresh = (held: boolean) => ({
    ...payment(held),
    baseline: { kind: 'none' } as const,
    terminalId: HERE,
  });

  test('a new terminal that still remembers nothing and approved nothing has not charged', () => {
    expect(judgePayment(fresh(false), null, HERE).kind).toBe('notCharged');
  });

  test('one that approved may have kept it and forgotten: nobody knows', () => {
    expect(judgePayment(fresh(true), null, HERE).kind).toBe('unclear');
  });

  test('a day closed since the intent hides what happened before, whatever its total', () => {
    const closed = { ...ours, endOfDay: true } as const;
    expect(judgePayment(payment(false), closed, HERE).kind).toBe('unclear');
    expect(judgePayment(payment(true), closed, HERE).kind).toBe('unclear');
    expect(judgePayment(fresh(false), closed, HERE).kind).toBe('unclear');
  });

  test('a day closed before the intent, and still the last: not charged', () => {
    const closed = { ...earlier, endOfDay: true } as const;
    expect(judgePayment(payment(false), closed, HERE).kind).toBe('notCharged');
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
      expect(judgePayment(named(held), last, HERE).kind).toBe(expected);
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
    expect(judgeReversal(reversing, last, HERE)).toBe(expected);
  });
});

describe('another terminal of the same driver stands there now', () => {
  const elsewhere = authorisation({ terminalId: '40009999' });
  const theirs = { authorisation: elsewhere, resultCode: 0, originalTrace: null };
  const begun = { ...payment(false), baseline: { kind: 'none' } as const };

  test.each([
    ['a payment of the amount', theirs],
    ['a reversal of ours', { ...theirs, originalTrace: '004217' }],
  ])('it remembers %s: it decides nothing', (_what, last) => {
    expect(judgePayment(payment(true), last, '40009999').kind).toBe('unclear');
    expect(judgePayment(payment(false), last, '40009999').kind).toBe('unclear');
    const named = { ...begun, terminalId: HERE };
    expect(judgePayment(named, last, '40009999').kind).toBe('unclear');
    const reversing = { authorisation: authorisation(), reversalBaseline: baselineOf(ours) };
    expect(judgeReversal(reversing, last, '40009999')).toBe('unclear');
  });

  test('both remember nothing: which one it is must be known', () => {
    expect(judgePayment({ ...begun, terminalId: HERE }, null, '40009999').kind).toBe('unclear');
    expect(judgePayment(begun, null, HERE).kind).toBe('unclear');
    expect(judgePayment({ ...begun, terminalId: HERE }, null, null).kind).toBe('unclear');
    expect(judgePayment({ ...begun, terminalId: HERE }, null, HERE).kind).toBe('notCharged');
  });
});

test('a reversal that failed, or of another amount, took nothing of ours back', () => {
  const own = authorisation({ trace: '004218' });
  const failed = { authorisation: own, resultCode: 5, originalTrace: '004217' };
  expect(judgePayment(payment(true), failed, HERE).kind).toBe('unclear');
  expect(judgePayment(payment(false), failed, HERE).kind).toBe('unclear');
  const other = { ...own, amountFils: 1_000 as Fils };
  const ofOther = { authorisation: other, resultCode: 0, originalTrace: '004100' };
  expect(judgePayment(payment(false), ofOther, HERE).kind).toBe('unclear');
});
