import type { Bilingual } from '../../contract/language.ts';
import { shortPaymentId, type PaymentId } from '../../contract/ids.ts';
import type { CrashPoint } from '../crash-points.ts';
import { detailOf, headOf } from '../receipts/several.ts';
import type { PrinterRole } from '../devices/printer-role.ts';
import type { ReceiptKind } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import type { Deadline } from '../payments/deadline.ts';
import type { Payment } from '../payments/fold.ts';
import type { PrintJob, PrintOutcome } from '../../drivers/receipt-printer.ts';
import type { ReceiptFacts } from '../receipts/facts.ts';
import type { PaperFacts } from '../receipts/layout-for.ts';

export type ReceiptJobs = {
  /**
   * Prints one receipt now, or records why not; never later for somebody else. A second call while one
   * prints is refused. Resolves when the printer has proved it, fallen silent or refused.
   */
  readonly print: (id: PaymentId, kind: ReceiptKind, copy: boolean) => Promise<void>;
  /** A copy of a receipt found by its slip, or a reminder: no payment of this kiosk, nothing is journalled. */
  readonly printLoose: (facts: PaperFacts) => Promise<PrintOutcome['status'] | 'busy'>;
  readonly printing: (id: PaymentId) => boolean;
  /** Something prints: a further call would be refused. */
  readonly busy: () => boolean;
};

/** Receipts that were printing when the engine died: on paper or not, nobody knows. Their number. */
export const nameInterruptedReceipts = (journal: Journal): number => {
  let interrupted = 0;
  for (const payment of journal.latest(200)) {
    if (payment.receipt !== 'printing' || payment.receiptKind === 'none') continue;
    journal.commit({
      paymentId: payment.paymentId,
      facts: [{ v: 1, type: 'receiptEnded', kind: payment.receiptKind, status: 'unknown' }],
    });
    interrupted += 1;
  }
  return interrupted;
};

export const createReceiptJobs = (deps: {
  readonly journal: Journal;
  readonly printer: PrinterRole;
  /** The receipt as the printer's bytes. */
  readonly layout: (facts: PaperFacts) => PrintJob;
  readonly crash: CrashPoint;
  readonly kioskId: string;
  readonly place: Bilingual;
  readonly slipUrl: (payment: Payment) => string | null;
  readonly queuedUntil: (payment: Payment) => Deadline;
}): ReceiptJobs => {
  const { journal, crash } = deps;
  let running: PaymentId | 'loose' | null = null;

  const factsOf = (payment: Payment, kind: ReceiptKind, copy: boolean): ReceiptFacts | null => {
    const personal = journal.personal(payment.paymentId);
    const first = personal?.lines[0];
    if (personal === null || first === undefined) return null;
    const { authorisation } = payment;
    const until = kind === 'queued' ? deps.queuedUntil(payment) : { untilMs: null, hours: null };
    return {
      kind,
      copy,
      language: payment.language,
      kioskId: deps.kioskId,
      place: deps.place,
      ...headOf(personal.lines),
      lines: payment.lines.flatMap((line) => {
        const about = personal.lines.find((p) => p.lineId === line.lineId);
        const outcome = payment.outcomes.find((o) => o.lineId === line.lineId);
        return about === undefined
          ? []
          : [
              {
                title: about.title,
                detail: detailOf(about, personal.lines),
                reference: about.reference,
                referenceLabel: about.referenceLabel,
                amountFils: line.amountFils,
                postingNumber: outcome?.status === 'posted' ? outcome.postingNumber : null,
              },
            ];
      }),
      totalFils: payment.totalFils,
      date: payment.approvedAtMs ?? payment.intentAtMs,
      scheme: authorisation?.scheme ?? null,
      lastFour: authorisation?.lastFour ?? null,
      authorisationCode: authorisation?.authorisationCode ?? null,
      shortPaymentId: shortPaymentId(payment.paymentId),
      slipUrl: deps.slipUrl(payment),
      queuedUntil: until.untilMs,
      queuedHours: until.hours,
      dateUnverified: payment.clockQuality === 'unverified',
    };
  };

  const print = async (id: PaymentId, kind: ReceiptKind, copy: boolean): Promise<void> => {
    const payment = journal.payment(id);
    if (payment === null || running !== null) return;
    running = id;
    try {
      const facts = factsOf(payment, kind, copy);
      const end = (status: 'printed' | 'unknown' | 'failed'): void => {
        journal.commit({
          paymentId: id,
          facts: [{ v: 1, type: 'receiptEnded', kind, status }],
        });
      };
      crash('receipt.before');
      journal.commit({ paymentId: id, facts: [{ v: 1, type: 'receiptStarted', kind, copy }] });
      crash('receipt.started');
      if (facts === null) {
        end('failed');
        return;
      }
      const outcome = await deps.printer.print(deps.layout(facts));
      crash('receipt.printed');
      end(outcome.status);
      crash('receipt.after');
    } finally {
      running = null;
    }
  };

  const printLoose: ReceiptJobs['printLoose'] = async (facts) => {
    if (running !== null) return 'busy';
    running = 'loose';
    try {
      return (await deps.printer.print(deps.layout(facts))).status;
    } finally {
      running = null;
    }
  };

  return { print, printLoose, printing: (id) => running === id, busy: () => running !== null };
};
