import { afterEach, beforeEach, expect, test } from 'vitest';
import { shortPaymentId } from '../../contract/ids.ts';
import { measure } from '../payments/exposure.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment } from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { openBook, type StaffBook } from './book.ts';
import { createJournalDesk, type JournalDesk } from './journal-desk.ts';
import { createNumbers } from './numbers.ts';

const LIMITS = { paymentFils: 100_000, storedFils: 100_000, storedPayments: 10, oldestHours: 24 };
const DAY_MS = 86_400_000;
let folder: ReturnType<typeof temporaryFolder>;
let clock: FakeClock;
let bench: Bench;
let book: StaffBook;
let desk: JournalDesk;

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  const { journal } = bench;
  book = openBook(folder.path, { clock, remembered: () => null, remember: () => undefined });
  const numbers = createNumbers({
    journal,
    exposure: { meter: () => measure(journal.outbox.exposure(), LIMITS, clock.wallMs()) },
  });
  desk = createJournalDesk({ clock, search: journal.search, entryOf: numbers.entryOf, book });
  desk.show(true);
});
afterEach(() => {
  book.close();
  bench.journal.close();
  folder.remove();
});
const found = () => desk.shown()?.found;
const numbersFound = () => found()?.payments.map(({ paymentId }) => paymentId);
const bahrainDay = (): string =>
  new Date(clock.wallMs() + 3 * 3_600_000).toISOString().slice(0, 10);

test('a payment is found by the number on its receipt, however it is spelt', () => {
  const id = confirmedPayment(bench);
  confirmedPayment(bench);
  const number = shortPaymentId(id);
  for (const typed of [number, number.toLowerCase(), number.replaceAll('-', '')]) {
    desk.find({ by: 'number', number: typed });
    expect(numbersFound()).toEqual([id]);
  }
  for (const typed of ['', '7K2M', `${number}0`, '%%%%%%%%%%%%']) {
    desk.find({ by: 'number', number: typed });
    expect(numbersFound()).toEqual([]);
  }
});

test('a day is Bahrain’s, and the latest comes first', () => {
  const untilMidnight = DAY_MS - ((clock.wallMs() + 3 * 3_600_000) % DAY_MS);
  clock.advance(untilMidnight - 1);
  const before = confirmedPayment(bench);
  const dayBefore = bahrainDay();
  clock.advance(1);
  const first = confirmedPayment(bench);
  clock.advance(1_000);
  const second = confirmedPayment(bench);
  desk.find({ by: 'day', day: bahrainDay() });
  expect(numbersFound()).toEqual([second, first]);
  desk.find({ by: 'day', day: dayBefore });
  expect(numbersFound()).toEqual([before]);
  expect(desk.shown()?.days.slice(0, 2)).toEqual([bahrainDay(), dayBefore]);
  desk.find({ by: 'day', day: '2026-13-77' });
  expect(numbersFound()).toEqual([]);
});

test('of many the latest hundred are told, and that there are more', () => {
  for (let count = 0; count < 101; count++) {
    clock.advance(5);
    confirmedPayment(bench);
  }
  desk.find({ by: 'day', day: bahrainDay() });
  expect([found()?.payments.length, found()?.more]).toEqual([100, true]);
});

test('the book in words of ours, the latest first; nothing while nobody looks', () => {
  book.write({ who: null, what: 'wrongPin', detail: { way: 'gesture' } });
  book.write({ who: '1001', what: 'act', detail: { did: 'tried', role: 'printer', code: null } });
  book.write({ who: '1001', what: 'act', detail: { did: 'somethingNew' } });
  expect(
    desk
      .shown()
      ?.acts.slice(0, 3)
      .map(({ who, deed, detail }) => [who, deed, detail]),
  ).toEqual([
    ['1001', 'other', ''],
    ['1001', 'tried', 'printer'],
    [null, 'wrongPin', 'gesture'],
  ]);
  desk.show(false);
  expect(desk.shown()).toBeNull();
});
