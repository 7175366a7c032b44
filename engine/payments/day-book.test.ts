import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment, inDoubtPayment, paymentOf } from '../testing/lives.ts';
import { authorisation, openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { createDayBook, type DayBook } from './day-book.ts';

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

const open = (): DayBook => createDayBook({ journal: bench.journal, clock, kioskId: 'KSK-1' });
const paid = (trace: string) =>
  confirmedPayment(bench, authorisation({ trace, receiptNumber: trace.slice(2) }));

test('a closed day names every payment since the one before, and no other', () => {
  const book = open();
  const first = paid('000001');
  const doubt = inDoubtPayment(bench);
  book.begin('idle', null);
  const one = book.closed({ count: 1, totalFils: 32_569 });
  expect(one).toMatchObject({
    cause: 'idle',
    since: null,
    terminal: { count: 1, fils: 32_569 },
    journal: { count: 1, fils: 32_569 },
    entries: [
      { paymentId: first, standing: 'kept', transaction: { trace: '000001' } },
      { paymentId: doubt, standing: 'unclear', transaction: null },
    ],
  });
  clock.advance(1_000);
  const second = paid('000002');
  const two = book.closed({ count: 1, totalFils: 32_569 });
  expect(two.entries.map(({ paymentId }) => paymentId)).toEqual([second]);
  expect(two.number).toBeGreaterThan(one.number);
  expect(two.since).toBe(one.closedAt);
});

test('what was approved before the close cannot be reversed at the terminal any more', () => {
  const book = open();
  const before = paid('000001');
  book.closed(null);
  const after = paid('000002');
  expect(book.isClosed(paymentOf(bench, before))).toBe(true);
  expect(book.isClosed(paymentOf(bench, after))).toBe(false);
});

test('reports stay until central has them, over a restart', () => {
  const book = open();
  const one = book.closed({ count: 0, totalFils: 0 });
  const two = book.closed(null);
  const again = open();
  expect(again.unsent()).toEqual([one, two]);
  again.sent(one.number);
  expect(open().unsent()).toEqual([two]);
});

test('a closing whose end nobody heard of stays pending over a restart', () => {
  open().begin('idle', { kind: 'none' });
  const again = open();
  expect(again.pending()).toMatchObject({ cause: 'idle', baseline: { kind: 'none' } });
  again.notClosed();
  expect(open().pending()).toBeNull();
});

test('more payments than a first look finds', () => {
  const book = open();
  for (let i = 1; i <= 70; i++) paid(String(i).padStart(6, '0'));
  expect(book.closed(null).journal).toEqual({ count: 70, fils: 70 * 32_569 });
  paid('000071');
  expect(book.closed(null).journal.count).toBe(1);
});
