import { createPublicKey, verify } from 'node:crypto';
import type { OwnPayment } from '../../contract/heads.ts';
import { reversalDocumentSchema, type ReversalDocument } from '../../contract/gateway.ts';
import { paymentDocumentSchema, type PaymentDocument } from '../../contract/payment.ts';
import type { ApprovalDeps } from '../payments/approval.ts';
import { sha256Hex } from '../payments/documents.ts';
import type { Payment } from '../payments/fold.ts';
import type { Fact } from './facts.ts';

/** What became of a payment that central told of. */
export type FromGateway =
  /** Only central knew of it. */
  | { readonly kind: 'added' }
  /** Known, and brought to the end that central has. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'known' }
  /** For people: what was kept here and what central has cannot both be true. */
  | { readonly kind: 'contradicts'; readonly why: string };

const v1 = { v: 1 } as const;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const isOurs = (text: string, signature: string, { key }: Pick<ApprovalDeps, 'key'>): boolean =>
  verify(
    null,
    Buffer.from(text, 'utf8'),
    createPublicKey(key.privateKey),
    Buffer.from(signature, 'base64url'),
  );

const intentOf = (document: PaymentDocument): Fact => ({
  ...v1,
  type: 'intent',
  lines: document.lines.map(({ lineId, serviceId, billId, amountFils }) => ({
    lineId,
    serviceId,
    billId,
    amountFils,
  })),
  totalFils: document.totalFils,
  language: document.language,
  slipCodeHash: document.slipCodeHash,
  hold: null,
  baseline: { kind: 'none' },
  clockQuality: document.clockQuality,
});

/** What is missing before the payment can be called confirmed; `null` where its state forbids it. */
const upToConfirmed = (
  known: Payment | null,
  document: PaymentDocument,
  text: string,
): Fact[] | null => {
  const approved: Fact = {
    ...v1,
    type: 'approved',
    authorisation: document.authorisation,
    documentHash: sha256Hex(text),
    from: 'gateway',
  };
  const confirmed: Fact = { ...v1, type: 'confirmed', by: 'gateway' };
  switch (known?.state) {
    case undefined:
      return [intentOf(document), { ...v1, type: 'authorising' }, approved, confirmed];
    case 'intent':
      return [{ ...v1, type: 'authorising' }, approved, confirmed];
    case 'authorising':
      return [approved, confirmed];
    case 'inDoubt':
    case 'approved':
      return known.authorisation === null ? [approved, confirmed] : [confirmed];
    case 'confirmed':
      return [];
    default:
      return null;
  }
};

const wayBack = (
  refused: Payment,
  reversal: ReversalDocument,
  status: 'reversed' | 'refundRequested' | 'refunded',
): Fact[] => {
  if (reversal.kind === 'terminal')
    return [
      { ...v1, type: 'reversing', baseline: { kind: 'none' } },
      { ...v1, type: 'reversed', trace: reversal.reversalTrace ?? '' },
    ];
  const requested: Fact = {
    ...v1,
    type: 'refundRequested',
    lineIds: reversal.lineIds,
    amountFils: reversal.amountFils,
    why: reversal.lineIds.length < refused.lines.length ? 'partly' : 'terminalAway',
    resultCode: null,
  };
  return status === 'refunded'
    ? [requested, { ...v1, type: 'refunded', amountFils: reversal.amountFils }]
    : [requested];
};

/** Brings one payment to where central has it: what was posted was charged, and its terminal kept it. */
export const takeFromGateway = (own: OwnPayment, deps: ApprovalDeps): FromGateway => {
  const { journal, key } = deps;
  const { paymentId, outcome } = own;
  const { document: text, signature } = own.signed;
  const signed = { document: text, signature, keyId: own.signed.keyId ?? key.keyId };
  const content = paymentDocumentSchema.safeParse(parsed(text));
  const contradicts = (why: string): FromGateway => ({ kind: 'contradicts', why });
  if (!content.success || content.data.paymentId !== paymentId)
    return contradicts('its document at the gateway cannot be read');
  if (!isOurs(text, signature, deps))
    return contradicts('its document at the gateway was signed with another key');
  const known = journal.payment(paymentId);
  const row = journal.outbox.row(paymentId, 'payment');
  const ownText = row === null ? null : journal.outbox.document(paymentId, 'payment');
  if (ownText !== null && ownText.document !== text)
    return contradicts('the gateway has another document of it than this kiosk');
  const facts = upToConfirmed(known, content.data, text);
  if (facts === null) {
    const isUncharged = ['declined', 'cancelled', 'notCharged'].includes(known?.state ?? '');
    return isUncharged
      ? contradicts(`it is ${known?.state ?? ''} here and recorded at the gateway`)
      : { kind: 'known' };
  }
  const isRefused = outcome.lines.some(({ status }) => status === 'refused');
  const answered: Fact = {
    ...v1,
    type: isRefused ? 'refused' : 'posted',
    recordedAt: outcome.recordedAt,
    lines: outcome.lines,
  };
  const after = journal.commit({
    paymentId,
    facts: [...facts, answered, { ...v1, type: 'visitEnded' }],
    outbox: (table, payment) => {
      if (row === null)
        table.add(
          { paymentId, kind: 'payment', amountFils: payment.totalFils, status: 'released' },
          signed,
        );
      table.mark(paymentId, 'payment', 'done');
    },
  });
  const back = reversalDocumentSchema.safeParse(parsed(own.reversal?.document ?? ''));
  if (own.reversal !== null && back.success && isRefused) {
    const { status } = own.reversal.outcome;
    const { document: reversalText, signature: reversalSignature } = own.reversal;
    journal.commit({
      paymentId,
      facts: wayBack(after, back.data, status),
      outbox: (table) => {
        const { amountFils } = back.data;
        table.add(
          { paymentId, kind: 'reversal', amountFils, status: 'released' },
          { document: reversalText, signature: reversalSignature, keyId: key.keyId },
        );
        if (status !== 'refundRequested') table.mark(paymentId, 'reversal', 'done');
      },
    });
  }
  return { kind: known === null ? 'added' : 'settled' };
};
