/** Random things that kiosks and clocks do to central, as plain data that can be done to any store. */
import fc from 'fast-check';
import type { ReversalDocument } from '../../../contract/gateway.ts';
import type { Fils } from '../../../contract/money.ts';
import type { PaymentDocument } from '../../../contract/payment.ts';
import { holdBills, releaseHolds } from '../../bills/holds.ts';
import { searchBills } from '../../bills/search.ts';
import { addDays, bahrainDay } from '../../database/day.ts';
import { recordPayments } from '../../payments/record.ts';
import { recordReversal } from '../../reversals/record.ts';
import { closeDay } from '../../settlement/close-day.ts';
import { makePaymentId } from '../../../contract/ids.ts';
import { paymentOf, reversalOf } from '../../testing/documents.ts';
import type { Store } from '../port.ts';
import {
  AMOUNT_FILS,
  billOf,
  DAY_MS,
  KIOSKS,
  MINUTE_MS,
  REFERENCES,
  signed,
  START_MS,
} from './scene.ts';

const PAYMENTS = 6;
const payment = fc.nat({ max: PAYMENTS - 1 });
const kiosk = fc.nat({ max: KIOSKS.length - 1 });
/** The last one has no account. */
const bill = fc.nat({ max: REFERENCES.length });
const share = fc.constantFrom(0.3, 0.5, 1, 1.2);
const line = fc.record({ bill, share });

/** For a hold: mostly a bill in full. */
const asked = fc.record({
  bill: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: REFERENCES.length - 1 }) }, bill),
  share: fc.constantFrom(1, 1, 1, 1, 0.5),
});

/** One thing that happens. Payments are few, so that much happens to each. */
export const anyStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pay' as const), payment }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('batch' as const),
      payments: fc.array(payment, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forge' as const), payment }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      payment,
      kiosk,
      bills: fc.uniqueArray(asked, { minLength: 1, maxLength: 3, selector: (each) => each.bill }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), payment, kiosk }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('giveBack' as const),
      payment,
      kind: fc.constantFrom('refund' as const, 'terminal' as const),
      lineIds: fc.subarray([1, 2, 3], { minLength: 1 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('search' as const), bill }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('closeYesterday' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 10 * MINUTE_MS, 16 * MINUTE_MS, DAY_MS, 31 * DAY_MS),
    }),
  },
);
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** The payments that the steps speak of: by number, each always with the same lines. */
export const anyPayments = fc
  .array(fc.array(line, { minLength: 1, maxLength: 3 }), {
    minLength: PAYMENTS,
    maxLength: PAYMENTS,
  })
  .map((drafts) => drafts.map(documentOf));

const referenceOf = (index: number): string => REFERENCES[index] ?? '99999999';

const documentOf = (
  lines: readonly { bill: number; share: number }[],
  index: number,
): PaymentDocument => {
  const id = makePaymentId(START_MS, (count) => new Uint8Array(count).fill(index + 1));
  const drafts = lines.map((each) => ({
    billId: billOf(referenceOf(each.bill)),
    reference: referenceOf(each.bill),
    amountFils: Math.ceil(AMOUNT_FILS * each.share),
  }));
  return paymentOf(KIOSKS[index % KIOSKS.length] ?? '', drafts, id).document;
};

/** Central with these payments at hand; does steps one after another and tells what it answered. */
export const makeDoer = (
  store: Store,
  payments: readonly PaymentDocument[],
): ((step: Step) => Promise<unknown>) => {
  let nowMs = START_MS;
  let drawn = 0;
  /** The same for every store that does the same. */
  const random = (count: number): Uint8Array => new Uint8Array(count).fill((drawn += 1) % 256);
  const payment = (index: number): PaymentDocument => {
    const found = payments[index];
    if (found === undefined) throw new Error('no such payment');
    return found;
  };
  const send = (...documents: PaymentDocument[]): Promise<unknown> => {
    const batch = documents.map((document) => ({ document, signed: signed(document) }));
    return recordPayments(store, batch, nowMs, undefined, random);
  };
  return async (step) => {
    switch (step.do) {
      case 'pay':
        return send(payment(step.payment));
      case 'batch': {
        // A batch is of one kiosk.
        const [first = 0, ...others] = step.payments;
        const own = others.filter((each) => payment(each).kioskId === payment(first).kioskId);
        return send(...[first, ...own].map(payment));
      }
      case 'forge':
        return send({ ...payment(step.payment), sequence: 99 });
      case 'hold': {
        const bills = step.bills.map((each) => ({
          serviceId: 'ewa',
          billId: billOf(referenceOf(each.bill)),
          amountFils: Math.ceil(AMOUNT_FILS * each.share) as Fils,
        }));
        const request = { paymentId: payment(step.payment).paymentId, bills };
        return holdBills(store, request, { kioskId: KIOSKS[step.kiosk] ?? '', nowMs });
      }
      case 'release': {
        const holder = { kioskId: KIOSKS[step.kiosk] ?? '', nowMs };
        return releaseHolds(store, payment(step.payment).paymentId, holder);
      }
      case 'giveBack': {
        const asked: ReversalDocument = reversalOf(payment(step.payment), step.kind, step.lineIds);
        return recordReversal(store, signed(asked), asked, nowMs);
      }
      case 'search':
        return searchBills(store, { serviceId: 'ewa', reference: referenceOf(step.bill) });
      case 'closeYesterday':
        return closeDay(store, addDays(bahrainDay(nowMs), -1), nowMs);
      case 'wait':
        nowMs += step.ms;
        return undefined;
    }
  };
};
