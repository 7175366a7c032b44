import type { LineOutcome } from '../../contract/gateway.ts';
import type { PaymentDocument, SignedDocument } from '../../contract/payment.ts';

/** A document and the signed text it was read from; of one kiosk all. */
export type Submission = { readonly signed: SignedDocument; readonly document: PaymentDocument };

/** A payment that is recorded now, with its answer. */
export type RecordedPayment = Submission & {
  readonly outcome: readonly LineOutcome[];
  readonly text: string;
};
