import { afterEach, expect, test } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment } from '../testing/lives.ts';
import { openBench, temporaryFolder } from '../testing/sample.ts';
import { compactMirror, MIRROR_DAYS } from './mirror-care.ts';

const folder = temporaryFolder();
afterEach(folder.remove);

test('only what ended at both ends long ago leaves the mirror', () => {
  const clock = createFakeClock();
  const bench = openBench(folder.path, clock);
  const [posted, , late] = [1, 2, 3].map(() => confirmedPayment(bench));
  const post = (paymentId: typeof posted): void => {
    if (paymentId === undefined) throw new Error('no payment');
    const lines = [{ lineId: 1, status: 'posted' as const, postingNumber: 'EWA-1' }];
    bench.journal.commit({
      paymentId,
      facts: [{ v: 1, type: 'posted', recordedAt: '2026-11-22T13:41:00.000Z', lines }],
      outbox: (table) => {
        table.mark(paymentId, 'payment', 'done');
      },
    });
  };
  post(posted);
  expect(compactMirror(bench, 0)).toEqual({ kept: 3, left: 0 });
  clock.advance(MIRROR_DAYS * 86_400_000);
  post(late);
  expect(compactMirror(bench)).toBeNull(); // small: left alone
  expect(compactMirror(bench, 0)).toEqual({ kept: 2, left: 1 });
  bench.mirror.close();
  bench.journal.close();
});
