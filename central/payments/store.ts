import { transfersOf } from '../ledger/transfers.ts';
import type { Rows } from '../store/port.ts';
import type { NewLine, Received } from '../store/rows.ts';
import type { RecordedPayment } from './submission.ts';

/** Writes down new payments of one kiosk: documents, answers, lines, transfers, slip codes, audit. */
export const storePayments = async (
  rows: Rows,
  received: Received,
  payments: readonly RecordedPayment[],
): Promise<void> => {
  await rows.addPayments(
    received,
    payments.map(({ document, signed, text }) => ({
      payment_id: document.paymentId,
      document: signed.document,
      key_id: signed.keyId,
      signature: signed.signature,
      total_fils: document.totalFils,
      outcome: text,
      slip_code_hash: document.slipCodeHash,
    })),
  );
  const lines = payments.flatMap(linesOf);
  await rows.addLines(
    received,
    lines.map(({ line }) => line),
  );
  const movements = lines.map(({ line, paidMs }) => ({ ...line, kind: line.status, paidMs }));
  await rows.addTransfers(received, transfersOf(movements, received.atMs));
  const { kioskId, atMs } = received;
  // What was paid is no longer held; a hold on a bill that was not paid after all runs out.
  await rows.release({
    kioskId,
    paymentIds: payments.map(({ document }) => document.paymentId),
    billIds: lines.map(({ line }) => line.bill_id),
  });
  await rows.audit(
    payments.map(({ document: { paymentId } }) => ({
      subject: paymentId,
      actor: kioskId,
      action: 'paymentRecorded',
    })),
    atMs,
  );
};

type SettledLine = { readonly line: NewLine; readonly paidMs: number };

const linesOf = ({ document, outcome }: RecordedPayment): readonly SettledLine[] =>
  document.lines.map((line, index) => {
    const result = outcome[index];
    if (result === undefined) throw new Error('a line has no outcome');
    return {
      paidMs: Date.parse(document.authorisedAt),
      line: {
        payment_id: document.paymentId,
        line_id: line.lineId,
        service_id: line.serviceId,
        bill_id: line.billId,
        amount_fils: line.amountFils,
        status: result.status,
        reason: result.status === 'refused' ? result.reason : null,
        posting_number: result.status === 'posted' ? result.postingNumber : null,
      },
    };
  });
