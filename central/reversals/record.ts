import type { ReversalDocument, ReversalOutcome } from '../../contract/gateway.ts';
import { paymentDocumentSchema, type SignedDocument } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { bahrainDay } from '../database/day.ts';
import { transfersOf } from '../ledger/transfers.ts';
import type { Rows, Store } from '../store/port.ts';
import type { LineRow } from '../store/rows.ts';
import { reversalContradiction } from './check-document.ts';

export type ReversalProblem =
  | { readonly code: 'notFound' }
  | { readonly code: 'documentDiffers' }
  | { readonly code: 'documentInvalid'; readonly detail: string };

/** `text` is the answer byte for byte, the same for ever. */
export type RecordedReversal = { readonly first: boolean; readonly text: string };

/**
 * Records once for ever how a payment's refused money goes back. `terminal`: the card was reversed
 * there already. `refund`: central pays back; this reference service settles that at once.
 */
export const recordReversal = (
  store: Store,
  signed: SignedDocument,
  document: ReversalDocument,
  nowMs: number,
): Promise<Result<RecordedReversal, ReversalProblem>> =>
  store.write(nowMs, async (rows) => {
    const { paymentId, kioskId } = document;
    // Locked, so that of concurrent reversals the second finds what the first recorded.
    const registered = await rows.lockPayment(paymentId);
    if (registered?.kioskId !== kioskId) return fail({ code: 'notFound' });

    const before = await rows.reversalOf(paymentId);
    if (before !== null)
      return before.document === signed.document
        ? ok({ first: false, text: before.outcome })
        : fail({ code: 'documentDiffers' });

    const { document: paid, lines } = await rows.paymentOf(paymentId, registered.receivedOn);
    const payment = paymentDocumentSchema.parse(JSON.parse(paid));
    const wrong = reversalContradiction(document, lines, payment);
    if (wrong !== null) return fail({ code: 'documentInvalid', detail: wrong });
    const paidMs = Date.parse(payment.authorisedAt);
    return ok({
      first: true,
      text: await settle(rows, signed, document, { lines, paidMs }, nowMs),
    });
  });

type Paid = { readonly lines: readonly LineRow[]; readonly paidMs: number };

const settle = async (
  rows: Rows,
  signed: SignedDocument,
  { paymentId, kioskId, kind, amountFils }: ReversalDocument,
  { lines, paidMs }: Paid,
  nowMs: number,
): Promise<string> => {
  const status: 'reversed' | 'refunded' = kind === 'terminal' ? 'reversed' : 'refunded';
  const outcome: ReversalOutcome = { paymentId, status, amountFils };
  const text = JSON.stringify(outcome);
  await rows.addReversal({
    payment_id: paymentId,
    kind,
    document: signed.document,
    signature: signed.signature,
    amount_fils: amountFils,
    outcome: text,
    recorded_at_ms: nowMs,
  });
  const movements = lines
    .filter((line) => line.status === 'refused')
    .map((line) => ({ ...line, kind: status, paidMs }));
  const received = { kioskId, receivedOn: bahrainDay(nowMs), atMs: nowMs };
  await rows.addTransfers(received, transfersOf(movements, nowMs));
  const entry = { subject: paymentId, actor: kioskId, action: 'reversalRecorded' } as const;
  await rows.audit([{ ...entry, detail: status }], nowMs);
  return text;
};
