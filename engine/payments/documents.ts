import { createHash } from 'node:crypto';
import type { ReversalDocument } from '../../contract/gateway.ts';
import type { Fils } from '../../contract/money.ts';
import type { Authorisation, PaymentDocument, SignedDocument } from '../../contract/payment.ts';
import type { IntentPersonal } from '../journal/facts.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import type { Payment } from './fold.ts';

export const sha256Hex = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex');

const signText = (document: string, key: KioskKey): SignedDocument => ({
  document,
  keyId: key.keyId,
  signature: key.sign(Buffer.from(document, 'utf8')),
});

/**
 * The payment as the gateway will hold it, signed once; its exact text is what is sent for ever.
 * `sequence` is the approval's own number in the journal, `authorisedAtMs` ms since 1970.
 */
export const paymentDocument = (
  payment: Payment,
  personal: IntentPersonal,
  approval: {
    readonly authorisation: Authorisation;
    readonly sequence: number;
    readonly authorisedAtMs: number;
  },
  signer: { readonly kioskId: string; readonly key: KioskKey },
): SignedDocument => {
  const document: PaymentDocument = {
    v: 1,
    paymentId: payment.paymentId,
    kioskId: signer.kioskId,
    sequence: approval.sequence,
    authorisedAt: new Date(approval.authorisedAtMs).toISOString(),
    clockQuality: payment.clockQuality,
    language: payment.language,
    lines: payment.lines.map((line) => ({
      ...line,
      reference: personal.lines.find((p) => p.lineId === line.lineId)?.reference ?? '',
    })),
    totalFils: payment.totalFils,
    authorisation: approval.authorisation,
    slipCodeHash: payment.slipCodeHash,
  };
  return signText(JSON.stringify(document), signer.key);
};

/** Asks for, or reports, the way back of the refused lines' money; signed once like the payment. */
export const reversalDocument = (
  payment: Payment,
  what: {
    readonly kind: 'terminal' | 'refund';
    readonly lineIds: readonly number[];
    readonly amountFils: Fils;
    readonly reversalTrace: string | null;
    readonly atMs: number;
  },
  signer: { readonly kioskId: string; readonly key: KioskKey },
): SignedDocument => {
  const document: ReversalDocument = {
    v: 1,
    paymentId: payment.paymentId,
    kioskId: signer.kioskId,
    kind: what.kind,
    lineIds: [...what.lineIds],
    amountFils: what.amountFils,
    originalTrace: payment.authorisation?.trace ?? '',
    reversalTrace: what.reversalTrace,
    requestedAt: new Date(what.atMs).toISOString(),
  };
  return signText(JSON.stringify(document), signer.key);
};

/** The lines the gateway refused, and their sum in fils. */
export const refusedLines = (
  payment: Payment,
): { readonly lineIds: readonly number[]; readonly amountFils: Fils } => {
  const ids = payment.outcomes.filter((o) => o.status === 'refused').map((o) => o.lineId);
  const amount = payment.lines
    .filter((line) => ids.includes(line.lineId))
    .reduce((sum, line) => sum + line.amountFils, 0);
  return { lineIds: ids, amountFils: amount as Fils };
};
