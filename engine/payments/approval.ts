import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import type { Authorisation } from '../../contract/payment.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { signedDocumentSchema } from '../../contract/payment.ts';
import type { CrashPoint } from '../crash-points.ts';
import { factSchema, intentPersonalSchema, type Fact } from '../journal/facts.ts';
import type { Journal } from '../journal/journal.ts';
import type { Mirror } from '../journal/mirror.ts';
import type { Sealer } from '../journal/sealed.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import { paymentDocument, sha256Hex } from './documents.ts';
import type { Payment } from './fold.ts';

export type ApprovalDeps = {
  readonly journal: Journal;
  readonly mirror: Mirror;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly kioskId: string;
  readonly key: KioskKey;
  readonly crash: CrashPoint;
};

/**
 * Makes an approval durable: fact and held outbox row in one commit, then the mirror. Only when this
 * has returned may the terminal be acknowledged. From a repeat receipt or a decision of people it is
 * confirmed at once. `before`: facts that the same commit begins with.
 */
export const recordApproval = (
  payment: Payment,
  authorisation: Authorisation,
  from: 'statusInformation' | 'repeatReceipt' | 'decision',
  deps: ApprovalDeps,
  before: readonly Fact[] = [],
): Payment => {
  const { journal, crash } = deps;
  const personal = journal.personal(payment.paymentId);
  if (personal === null) throw new Error(`payment ${payment.paymentId} lost its sealed fields`);
  const signed = paymentDocument(
    payment,
    personal,
    {
      authorisation,
      sequence: journal.nextSeq() + before.length,
      authorisedAtMs: deps.clock.wallMs(),
    },
    deps,
  );
  const approved: Fact = {
    v: 1,
    type: 'approved',
    authorisation,
    documentHash: sha256Hex(signed.document),
    from,
  };
  const proved: readonly Fact[] =
    from === 'statusInformation' ? [] : [{ v: 1, type: 'confirmed', by: from }];
  crash('approved.before');
  const after = journal.commit({
    paymentId: payment.paymentId,
    facts: [...before, approved, ...proved],
    outbox: (table) => {
      table.add(
        {
          paymentId: payment.paymentId,
          kind: 'payment',
          amountFils: payment.totalFils,
          status: proved.length > 0 ? 'released' : 'held',
        },
        signed,
      );
    },
  });
  crash('approved.committed');
  const intent: Fact = {
    v: 1,
    type: 'intent',
    lines: payment.lines.map((line) => ({ ...line })),
    totalFils: payment.totalFils,
    language: payment.language,
    slipCodeHash: payment.slipCodeHash,
    hold: null,
    baseline: payment.baseline,
    clockQuality: payment.clockQuality,
  };
  deps.mirror.write({
    v: 1,
    paymentId: payment.paymentId,
    intent,
    approved,
    box: deps.sealer.seal({ personal, signed }).box.toString('base64'),
  });
  crash('approved.mirrored');
  return after;
};

const mirroredSchema = z.object({
  v: z.literal(1),
  paymentId: paymentIdSchema,
  intent: factSchema,
  approved: factSchema,
  box: z.base64(),
});
/** `inDoubt` too: a journal may have lost its end after the doubt. */
const OPEN_BEFORE_APPROVAL: readonly Payment['state'][] = ['intent', 'authorising', 'inDoubt'];

const boxedSchema = z.object({ personal: intentPersonalSchema, signed: signedDocumentSchema });

/**
 * Brings back approvals that only the mirror remembers (a journal that was lost or rolled back). They
 * return as approved and held, and the terminal is asked like after any power cut. Their number.
 */
export const recoverFromMirror = (deps: ApprovalDeps): number => {
  let recovered = 0;
  for (const entry of deps.mirror.entries()) {
    const parsed = mirroredSchema.safeParse(entry);
    if (!parsed.success) continue;
    const { paymentId, intent, approved, box } = parsed.data;
    if (approved.type !== 'approved') continue;
    const known = deps.journal.payment(paymentId);
    const isOpen = known === null || OPEN_BEFORE_APPROVAL.includes(known.state);
    if (!isOpen || (known?.authorisation ?? null) !== null) continue;
    const boxed = boxedSchema.safeParse(deps.sealer.open(Buffer.from(box, 'base64')));
    if (!boxed.success) continue;
    const begun: Fact[] = known === null ? [intent] : [];
    const isAsked = known !== null && known.state !== 'intent';
    const asked: Fact[] = isAsked ? [] : [{ v: 1, type: 'authorising' }];
    deps.journal.commit({
      paymentId,
      facts: [...begun, ...asked, { ...approved, from: 'mirror' }],
      ...(known === null ? { personal: boxed.data.personal } : {}),
      outbox: (table, payment) => {
        table.add(
          { paymentId, kind: 'payment', amountFils: payment.totalFils, status: 'held' },
          boxed.data.signed,
        );
      },
    });
    recovered += 1;
  }
  return recovered;
};
