import type { PaymentOutcome, ReversalOutcome } from '../../contract/gateway.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Fact } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import type { OutboxRow } from '../journal/outbox-table.ts';
import type { Payment } from '../payments/fold.ts';

type QuarantineReason = Extract<Fact, { type: 'quarantined' }>['reason'];

export type Recorder = {
  readonly quarantine: (row: OutboxRow, reason: QuarantineReason, detail: string) => void;
  readonly outcome: (row: OutboxRow, payment: Payment, outcome: PaymentOutcome) => void;
  /** False when central has it, but has yet to pay: ask again later. */
  readonly reversal: (row: OutboxRow, payment: Payment, outcome: ReversalOutcome) => boolean;
};

/**
 * Writes what the gateway answered: facts and the row's end in one commit a payment. An answer for a row
 * that no longer waits changes nothing: ids answer for ever alike, so the first one said it already.
 */
export const createRecorder = ({
  journal,
  crash,
}: {
  readonly journal: Journal;
  readonly crash: CrashPoint;
}): Recorder => {
  const waits = (row: OutboxRow): boolean =>
    journal.outbox.row(row.paymentId, row.kind)?.status === 'released';

  const quarantine: Recorder['quarantine'] = (row, reason, detail) => {
    if (!waits(row)) return;
    journal.commit({
      paymentId: row.paymentId,
      facts: [{ v: 1, type: 'quarantined', reason, detail }],
      outbox: (table) => {
        table.mark(row.paymentId, row.kind, 'quarantined');
      },
    });
  };

  const outcome: Recorder['outcome'] = (row, payment, answer) => {
    if (!waits(row)) return;
    const answered = new Set(answer.lines.map((l) => l.lineId));
    if (
      answer.paymentId !== row.paymentId ||
      answer.lines.length !== payment.lines.length ||
      payment.lines.some((l) => !answered.has(l.lineId))
    ) {
      quarantine(row, 'answerDiffers', 'the answer names another payment or other lines');
      return;
    }
    const refused = answer.lines.some((l) => l.status === 'refused');
    crash('posted.before');
    journal.commit({
      paymentId: row.paymentId,
      facts: [
        {
          v: 1,
          type: refused ? 'refused' : 'posted',
          recordedAt: answer.recordedAt,
          lines: answer.lines,
        },
      ],
      outbox: (table) => {
        table.mark(row.paymentId, row.kind, 'done');
      },
    });
    crash(refused ? 'refused.after' : 'posted.after');
  };

  const reversal: Recorder['reversal'] = (row, payment, answer) => {
    if (answer.paymentId !== row.paymentId || answer.amountFils !== row.amountFils) {
      quarantine(row, 'answerDiffers', 'the answer names another payment or amount');
      return true;
    }
    if (answer.status === 'refundRequested') return false;
    if (!waits(row)) return true;
    if (payment.state !== 'refundRequested') {
      journal.outbox.mark(row.paymentId, 'reversal', 'done');
      return true;
    }
    journal.commit({
      paymentId: row.paymentId,
      facts: [{ v: 1, type: 'refunded', amountFils: answer.amountFils }],
      outbox: (table) => {
        table.mark(row.paymentId, 'reversal', 'done');
      },
    });
    return true;
  };

  return { quarantine, outcome, reversal };
};
