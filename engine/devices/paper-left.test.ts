import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  newPaperRecord,
  paperForecast,
  readPaperRecord,
  withFedPaper,
  withNewRoll,
  withPrinterStatus,
  type PaperRecord,
} from './paper-left.ts';

const SETUP = { rollMm: 80_000, nearEndMm: 5_000 };
const HOUR = 3_600_000;
const status = (paper: 'full' | 'low' | 'out' | 'unknown', coverOpen = false) =>
  ({ state: coverOpen ? 'userError' : 'online', paper, coverOpen }) as const;
const says = (record: PaperRecord, ...words: readonly ReturnType<typeof status>[]): PaperRecord =>
  words.reduce((before, word) => withPrinterStatus(before, word, SETUP, 0), record);
const print = (record: PaperRecord, count: number, mm = 200): PaperRecord => {
  let now = record;
  for (let i = 0; i < count; i++) now = withFedPaper(now, { mm, receipt: true });
  return now;
};
const left = (record: PaperRecord): number | null => paperForecast(record, SETUP, 0).receiptsLeft;
const fresh = withNewRoll(newPaperRecord(0), 0);

describe('receipts left', () => {
  it('is not guessed before the first receipt', () => {
    expect(left(fresh)).toBeNull();
    expect(left(withFedPaper(fresh, { mm: 300, receipt: false }))).toBeNull();
  });

  it('falls with each receipt, and with paper fed for anything else', () => {
    const one = print(fresh, 1);
    expect(left(one)).toBe(399);
    expect(left(withFedPaper(one, { mm: 1_000, receipt: false }))).toBe(394);
  });

  it('learns how long receipts are now', () => {
    const short = print(fresh, 10, 100);
    const long = print(short, 30, 400);
    expect(long.receiptMm).toBeGreaterThan(380);
    expect(long.receiptMm).toBeLessThan(400);
  });

  it('is put right by the near-end sensor, and is nothing without paper', () => {
    const low = says(print(fresh, 100), status('low'));
    expect(left(low)).toBe(25);
    expect(left(print(low, 10))).toBe(15);
    expect(left(says(low, status('out')))).toBe(0);
  });
});

describe('a new roll', () => {
  const used = print(fresh, 350);
  const low = says(used, status('low'));

  it('is one after paper out, or after low once the cover was open or the printer away', () => {
    expect(left(says(low, status('out'), status('unknown', true), status('full')))).toBe(350);
    expect(left(says(low, status('unknown', true), status('full')))).toBe(400);
    const away = { state: 'noDevice', paper: 'unknown', coverOpen: false } as const;
    expect(left(withPrinterStatus(says(used, status('low')), away, SETUP, 0))).toBe(25);
    expect(left(says(withPrinterStatus(low, away, SETUP, 0), status('full')))).toBe(400);
  });

  it('is none where the sensor flickers, nor where the cover was opened for nothing', () => {
    expect(left(says(low, status('full')))).toBe(25);
    expect(left(says(used, status('unknown', true), status('full')))).toBe(50);
    expect(left(says(low, status('unknown', true), status('low'), status('full')))).toBe(25);
  });

  it('ends by telling its real length and what near end means', () => {
    const low75 = says(print(fresh, 345), status('low')); // 69 m
    const out = says(print(low75, 15), status('out')); // 3 m more
    expect(out).toMatchObject({ rollMm: 72_000, nearEndMm: 3_000 });
    const next = says(out, status('full'));
    expect(left(print(next, 1))).toBe(359);
    expect(left(says(print(next, 300), status('low')))).toBe(15);
  });

  it('whose beginning nobody saw, or that was no whole one, teaches nothing', () => {
    const unseen = says(print(newPaperRecord(0), 360), status('low'), status('out'));
    expect(unseen).toMatchObject({ rollMm: null, nearEndMm: null });
    expect(says(print(fresh, 20), status('out')).rollMm).toBeNull();
  });
});

describe('when it ends', () => {
  it('is told after a day and ten receipts, at the pace so far', () => {
    const used = print(fresh, 100);
    expect(paperForecast(used, SETUP, 23 * HOUR).endsAtMs).toBeNull();
    expect(paperForecast(print(fresh, 9), SETUP, 48 * HOUR).endsAtMs).toBeNull();
    expect(paperForecast(used, SETUP, 25 * HOUR).endsAtMs).toBe(100 * HOUR);
  });
});

describe('what was kept', () => {
  it('comes back as it was', () => {
    const record = says(print(fresh, 12), status('low'));
    expect(readPaperRecord(JSON.stringify(record), 5)).toEqual(record);
  });

  it.each([null, '', '{', '[]', '{"v":2}', JSON.stringify({ ...fresh, usedMm: -1 })])(
    'is begun anew where it is %j',
    (kept) => {
      expect(readPaperRecord(kept, 7)).toEqual(newPaperRecord(7));
    },
  );

  it('never makes a forecast below nothing, whatever happens', () => {
    const events = fc.array(
      fc.oneof(
        fc.record({ mm: fc.nat(5_000), receipt: fc.boolean() }),
        fc.record({
          state: fc.constantFrom('online' as const, 'noDevice' as const),
          paper: fc.constantFrom(
            'full' as const,
            'low' as const,
            'out' as const,
            'unknown' as const,
          ),
          coverOpen: fc.boolean(),
        }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(events, fc.nat(1e9), (list, nowMs) => {
        let record = newPaperRecord(0);
        for (const event of list) {
          record =
            'mm' in event
              ? withFedPaper(record, event)
              : withPrinterStatus(record, event, SETUP, nowMs);
        }
        const forecast = paperForecast(record, SETUP, nowMs);
        expect(forecast.mmLeft).toBeGreaterThanOrEqual(0);
        expect(forecast.receiptsLeft ?? 0).toBeGreaterThanOrEqual(0);
        expect(readPaperRecord(JSON.stringify(record), 0)).toEqual(record);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
