import type { PaymentDocument } from '../../../contract/payment.ts';
import type { Transaction } from '../../../drivers/zvt/simulator/memory.ts';
import type { Journal } from '../../../engine/journal/journal.ts';
import type { Payment } from '../../../engine/payments/fold.ts';
import { createChargedBills, type WholeBill } from './charged-bills.ts';
import type { Serve } from '../world/network.ts';
import type { SimulatedTerminal } from '../world/terminal.ts';

export type Watch = {
  /** After each commit of the journal. */
  readonly committed: (payment: Payment) => void;
  /** Of a journal opened again: a commit may stand that its life did not live to tell of. */
  readonly found: (payment: Payment) => void;
  /** Looks on as central answers. */
  readonly watching: (serve: Serve) => Serve;
  /** Payments that ever had an intent, and every state that one was in. */
  readonly payments: ReadonlySet<string>;
  readonly states: ReadonlySet<string>;
  /** The disk lost what it had confirmed: what was final may have to be found out again. */
  readonly forget: () => void;
};

const padded = (trace: number): string => String(trace).padStart(6, '0');

/** What must hold at every step, not only at rest. */
export const createWatch = (
  terminal: SimulatedTerminal,
  billOf: (billId: string) => WholeBill | undefined,
  broken: (what: string) => void,
): Watch => {
  const approved = new Set<string>();
  const payments = new Set<string>();
  const states = new Set<string>();
  const final = new Map<string, string>();
  const charged = createChargedBills(billOf);

  const { memory } = terminal;
  const store = memory.store.bind(memory);
  memory.store = (transaction: Transaction, amountFils?: number) => {
    store(transaction, amountFils);
    const trace = padded(transaction.trace);
    if (transaction.kind === 'payment' && !approved.has(trace)) {
      broken(`the terminal stored ${trace}, which no journal had approved`);
    }
  };

  return {
    payments,
    states,
    forget: () => {
      final.clear();
      charged.forget();
    },
    found: charged.hold,
    committed: (payment) => {
      payments.add(payment.paymentId);
      states.add(payment.state);
      if (payment.authorisation !== null) approved.add(payment.authorisation.trace);
      const twice = charged.against(payment);
      if (twice !== null) broken(twice);
      charged.hold(payment);
      const before = final.get(payment.paymentId);
      if (before !== undefined && before !== payment.state) {
        broken(`${payment.paymentId} was ${before} for good and is ${payment.state}`);
      }
      if (['declined', 'cancelled', 'notCharged', 'posted', 'refunded'].includes(payment.state)) {
        final.set(payment.paymentId, payment.state);
      }
      if (payment.finalPrinted && payment.state !== 'posted') {
        broken(`${payment.paymentId} has its final receipt and is ${payment.state}`);
      }
      if (payment.receiptKind === 'final' && payment.state !== 'posted') {
        broken(`${payment.paymentId} prints its final receipt and is ${payment.state}`);
      }
    },
    watching: (serve) => async (request) => {
      const reply = await serve(request);
      if (request.method === 'PUT' && request.url.includes('/v1/payments/') && reply.status < 300) {
        const signed = JSON.parse(request.body ?? '{}') as { document: string };
        const { authorisation, paymentId } = JSON.parse(signed.document) as PaymentDocument;
        const entry = memory.content.acquirer.findLast(
          ({ trace, kind }) => kind === 'payment' && padded(trace) === authorisation.trace,
        );
        if (reply.status === 201 && entry?.status !== 'stored') {
          broken(`central recorded ${paymentId}, which the terminal did not store`);
        }
      }
      return reply;
    },
  };
};

export type OnCommit = (payment: Payment, journal: Journal) => void;
