import { expect, test } from 'vitest';
import type { Transaction } from './memory.ts';
import { settlementFile } from './settlement.ts';

const transaction = (trace: number, more: Partial<Transaction> = {}): Transaction => ({
  trace,
  receipt: trace,
  amountFils: 1_000 + trace,
  kind: 'payment',
  originalTrace: null,
  status: 'stored',
  date: '1122',
  time: '120000',
  card: 'visa',
  authorisationCode: '048213',
  ...more,
});
const NOW = new Date(2026, 10, 23, 3);

test('payments and their reversals are lines; what was never kept is none', () => {
  const csv = settlementFile(
    [
      transaction(1),
      transaction(2, { status: 'reversed' }), // by the reversal below
      transaction(3, { status: 'reversed' }), // by the terminal itself
      transaction(4, { status: 'open' }),
      transaction(5, { kind: 'reversal', originalTrace: 2, amountFils: 1_002 }),
    ],
    '40001234',
    NOW,
  );
  expect(csv.split('\n')).toEqual([
    'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace',
    '40001234,000001,0001,payment,1001,2026-11-22,120000,048213,VISA,',
    '40001234,000002,0002,payment,1002,2026-11-22,120000,048213,VISA,',
    '40001234,000005,0005,reversal,1002,2026-11-22,120000,048213,VISA,000002',
    '',
  ]);
});

test('one day, and the year of a day that has been', () => {
  const all = [transaction(1, { date: '1231' }), transaction(2)];
  expect(settlementFile(all, '40001234', NOW)).toContain('2025-12-31');
  const day = settlementFile(all, '40001234', NOW, '2026-11-22');
  expect(day).toContain('000002');
  expect(day).not.toContain('000001');
});
