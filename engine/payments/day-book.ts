import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import {
  dayReportSchema,
  type DayEntry,
  type DayReport,
  MOST_DAY_ENTRIES,
} from '../../contract/reconciliation.ts';
import type { EndOfDayTotals } from '../../drivers/card-terminal.ts';
import { baselineSchema, type Baseline } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import type { Payment } from './fold.ts';

export type DayCause = DayReport['cause'];

export type DayBook = {
  /** When the last day was closed; before the first, when this kiosk began. Milliseconds since 1970. */
  readonly sinceMs: () => number;
  /** Whether the terminal's day was closed behind this payment: it can reverse it no more. */
  readonly isClosed: (payment: Payment) => boolean;
  /** A closing that was begun and whose end nobody heard of. */
  readonly pending: () => { readonly cause: DayCause; readonly baseline: Baseline | null } | null;
  /** On the disk before the terminal is asked. `baseline`: its last transaction, `null` if not told. */
  readonly begin: (cause: DayCause, baseline: Baseline | null) => void;
  /** The terminal closed its day; what it counted beside what the journal holds, on the disk. */
  readonly closed: (totals: Pick<EndOfDayTotals, 'count' | 'totalFils'> | null) => DayReport;
  /** The terminal closed nothing. */
  readonly notClosed: () => void;
  /** Reports that central has not taken yet, oldest first. */
  readonly unsent: () => readonly DayReport[];
  readonly sent: (number: number) => void;
};

const RECORD = 'dayBook';
const report = (number: number): string => `dayReport:${String(number)}`;

const recordSchema = z.object({
  v: z.literal(1),
  sinceMs: z.number(),
  /** Of the last closed day; 0 before the first. */
  number: z.number().int(),
  /** Newest payment, and the journal's last fact, when it was closed. */
  upTo: paymentIdSchema.nullable(),
  seq: z.number().int(),
  unsent: z.array(z.number().int()),
  closing: z
    .object({
      cause: z.enum(['idle', 'overdue', 'demanded']),
      baseline: baselineSchema.nullable(),
      /** An earlier try may have closed it: the next totals may be of nothing. */
      doubtful: z.boolean(),
    })
    .nullable(),
});
type Record = z.infer<typeof recordSchema>;

/** Whether the terminal counts it. Only what it approved, or may have, is looked at. */
const standingOf = (payment: Payment): DayEntry['standing'] | null => {
  switch (payment.state) {
    case 'intent':
    case 'authorising':
    case 'declined':
    case 'cancelled':
    case 'notCharged':
      return null;
    case 'approved':
    case 'inDoubt':
    case 'reversing':
      return 'unclear';
    case 'reversed':
      return 'reversed';
    case 'quarantined':
      // Its reversal was begun: whether it was done is the question, unless central would not hear of it.
      return payment.reversalBaseline === null ? 'kept' : 'unclear';
    case 'confirmed':
    case 'posted':
    case 'refused':
    case 'refundRequested':
    case 'refunded':
      return 'kept';
  }
};

const entryOf = (payment: Payment): DayEntry | null => {
  const standing = standingOf(payment);
  if (standing === null) return null;
  const a = payment.authorisation;
  return {
    paymentId: payment.paymentId,
    standing,
    state: payment.state,
    amountFils: payment.totalFils,
    transaction:
      a === null
        ? null
        : {
            terminalId: a.terminalId,
            trace: a.trace,
            receiptNumber: a.receiptNumber,
            terminalDate: a.terminalDate,
            terminalTime: a.terminalTime,
          },
  };
};

/** The terminal's closed days beside the journal's account of them, kept until central has each. */
export const createDayBook = (deps: {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly kioskId: string;
}): DayBook => {
  const { journal, clock } = deps;
  const load = (): Record => {
    const kept = journal.kept(RECORD);
    if (kept !== null) return recordSchema.parse(JSON.parse(kept));
    return {
      v: 1,
      sinceMs: clock.wallMs(),
      number: 0,
      upTo: null,
      seq: 0,
      unsent: [],
      closing: null,
    };
  };
  let record = load();
  const save = (next: Record): void => {
    journal.keep(RECORD, JSON.stringify(next));
    record = next;
  };
  if (journal.kept(RECORD) === null) save(record);

  /** Payments since the last closed day, newest first. */
  const window = (): readonly Payment[] => {
    for (let count = 64; ; count *= 4) {
      const newest = journal.latest(count);
      const end = newest.findIndex((payment) => payment.paymentId === record.upTo);
      if (end >= 0) return newest.slice(0, end);
      if (newest.length < count || count > MOST_DAY_ENTRIES) return newest;
    }
  };

  return {
    sinceMs: () => record.sinceMs,
    isClosed: ({ approvedSeq }) => approvedSeq !== null && approvedSeq <= record.seq,
    pending: () => record.closing,
    begin: (cause, baseline) => {
      const doubtful = record.closing !== null;
      save({ ...record, closing: { cause, baseline, doubtful } });
    },
    closed: (totals) => {
      const atMs = clock.wallMs();
      const payments = window();
      const entries = payments.map(entryOf).filter((entry) => entry !== null);
      const kept = entries.filter(({ standing }) => standing === 'kept');
      const fils = kept.reduce((sum, { amountFils }) => sum + amountFils, 0);
      // Counted by the second, not by one: a kiosk that lost its journal takes no number twice.
      const number = Math.max(record.number + 1, Math.floor(atMs / 1_000));
      const trusted = record.closing?.doubtful !== true || totals?.totalFils === fils;
      const made = dayReportSchema.parse({
        v: 1,
        kioskId: deps.kioskId,
        number,
        cause: record.closing?.cause ?? 'demanded',
        closedAt: new Date(atMs).toISOString(),
        since: record.number === 0 ? null : new Date(record.sinceMs).toISOString(),
        terminal:
          totals === null || !trusted ? null : { count: totals.count, fils: totals.totalFils },
        journal: { count: kept.length, fils },
        entries: entries.slice(0, MOST_DAY_ENTRIES).reverse(),
      } satisfies DayReport);
      // First the report, then what names it: between the two the closing is still pending.
      journal.keep(report(number), JSON.stringify(made));
      save({
        v: 1,
        sinceMs: atMs,
        number,
        upTo: payments[0]?.paymentId ?? record.upTo,
        seq: journal.nextSeq() - 1,
        unsent: [...record.unsent, number],
        closing: null,
      });
      return made;
    },
    notClosed: () => {
      if (record.closing !== null && !record.closing.doubtful) save({ ...record, closing: null });
    },
    unsent: () =>
      record.unsent.flatMap((number) => {
        const text = journal.kept(report(number));
        return text === null ? [] : [dayReportSchema.parse(JSON.parse(text))];
      }),
    sent: (number) => {
      save({ ...record, unsent: record.unsent.filter((each) => each !== number) });
      const text = journal.kept(report(number));
      if (text === null) return;
      // The sums stay here for good; the payments behind them are in the facts.
      const made = dayReportSchema.parse(JSON.parse(text));
      journal.keep(report(number), JSON.stringify({ ...made, entries: [] }));
    },
  };
};
