import { idEndOf, readShortPaymentId } from '../../contract/ids.ts';
import {
  staffDeedSchema,
  type JournalAsked,
  type StaffDeed,
  type TechnicianJournal,
} from '../../contract/technician-journal.ts';
import type { OpenPayment } from '../../contract/technician-numbers.ts';
import type { Clock } from '../../contract/clock.ts';
import type { PaymentSearch } from '../journal/payment-search.ts';
import type { Payment } from '../payments/fold.ts';
import type { StaffBook, WrittenEntry } from './book.ts';

const MOST_LISTED = 100;
const SHOWN_ACTS = 100;
const SHOWN_DAYS = 14;
const DAY_MS = 86_400_000;
const AHEAD_OF_UTC_MS = 3 * 3_600_000;

export type JournalDesk = {
  readonly show: (on: boolean) => void;
  readonly find: (asked: JournalAsked) => void;
  /** `null`: nobody looks at it. */
  readonly shown: () => TechnicianJournal | null;
};

const deedOf = ({ what, detail }: WrittenEntry): StaffDeed => {
  const parsed = staffDeedSchema.safeParse(what === 'act' ? detail['did'] : what);
  return parsed.success ? parsed.data : 'other';
};
const detailOf = ({ detail }: WrittenEntry): string =>
  Object.entries(detail)
    .filter(([name, value]) => name !== 'did' && value !== null && value !== '')
    .map(([, value]) => String(value))
    .join(' · ');

/** Payments by number or day, and the staff's book, for whoever signed in. */
export const createJournalDesk = (deps: {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly search: PaymentSearch;
  readonly entryOf: (payment: Payment) => OpenPayment;
  readonly book: Pick<StaffBook, 'latest'>;
}): JournalDesk => {
  let on = false;
  let asked: JournalAsked | null = null;
  const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`) - AHEAD_OF_UTC_MS;
  const days = (): string[] => {
    const now = deps.clock.wallMs() + AHEAD_OF_UTC_MS;
    return Array.from({ length: SHOWN_DAYS }, (_, back) =>
      new Date(now - back * DAY_MS).toISOString().slice(0, 10),
    );
  };
  const paymentsFor = (wanted: JournalAsked): readonly Payment[] => {
    if (wanted.by === 'number') {
      const number = readShortPaymentId(wanted.number);
      return number === null ? [] : deps.search.endingWith(idEndOf(number));
    }
    const from = dayStart(wanted.day);
    return Number.isNaN(from) ? [] : deps.search.between(from, from + DAY_MS, MOST_LISTED + 1);
  };
  return {
    show: (wanted) => {
      on = wanted;
      asked = null;
    },
    find: (wanted) => {
      asked = wanted;
    },
    shown: () => {
      if (!on) return null;
      const payments = asked === null ? [] : paymentsFor(asked);
      return {
        days: days(),
        found:
          asked === null
            ? null
            : {
                asked,
                payments: payments.slice(0, MOST_LISTED).map(deps.entryOf),
                more: payments.length > MOST_LISTED,
              },
        acts: deps.book.latest(SHOWN_ACTS).map((entry) => ({
          at: new Date(entry.atMs).toISOString(),
          who: entry.who,
          deed: deedOf(entry),
          detail: detailOf(entry),
        })),
      };
    },
  };
};
