import { expect, test } from 'vitest';
import { filsOf, paymentsAddress } from './asked.ts';

test.each([
  ['32.569', 32_569],
  ['32', 32_000],
  ['32.5', 32_500],
  ['0.05', 50],
  ['1,234.567', 1_234_567],
  ['', null],
  ['32.5690', null],
  ['-1', null],
  ['1e3', null],
] as const)('%o is %o fils', (text, fils) => {
  expect(filsOf(text)).toBe(fils);
});

test('only what was said is asked', () => {
  const sought = {
    number: '',
    from: '2026-11-01',
    to: '2026-11-02',
    kiosk: 'KSK-1',
    service: '',
    amount: '1.5',
    only: '',
  } as const;
  expect(paymentsAddress(sought, '')).toBe('from=2026-11-01&to=2026-11-02&kiosk=KSK-1&fils=1500');
});
