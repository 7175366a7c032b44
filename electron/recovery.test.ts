import { describe, expect, it } from 'vitest';
import { RecoveryBudget } from './recovery.ts';

const budget = (): RecoveryBudget =>
  new RecoveryBudget({ tries: 3, windowMs: 60_000, firstDelayMs: 500 });

describe('recovery', () => {
  it('waits twice as long each time, then gives up', () => {
    const page = budget();
    expect(page.failed(0)).toEqual({ act: 'retry', afterMs: 500 });
    expect(page.failed(1_000)).toEqual({ act: 'retry', afterMs: 1_000 });
    expect(page.failed(3_000)).toEqual({ act: 'retry', afterMs: 2_000 });
    expect(page.failed(6_000)).toEqual({ act: 'giveUp' });
  });

  it('forgets what is long ago', () => {
    const page = budget();
    for (let hour = 0; hour < 100; hour++) {
      expect(page.failed(hour * 3_600_000)).toEqual({ act: 'retry', afterMs: 500 });
    }
  });

  it('does not come back by waiting once it gave up', () => {
    const page = budget();
    for (let i = 0; i < 4; i++) page.failed(i);
    expect(page.failed(86_400_000)).toEqual({ act: 'giveUp' });
  });
});
