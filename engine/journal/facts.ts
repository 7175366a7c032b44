/**
 * What the journal holds: versioned facts about payments, for ever. A released fact's meaning never
 * changes; a new meaning is a new `v`. Personal fields are not here but sealed beside (`sealed.ts`).
 */
import { z } from 'zod';
import { authorisationSchema, type PaymentState } from '../../contract/payment.ts';
import { bilingualSchema, languageSchema } from '../../contract/language.ts';
import { lineOutcomeSchema } from '../../contract/gateway.ts';
import { positiveFilsSchema } from '../../contract/money.ts';
import { verdictSchema } from '../../contract/reconciliation.ts';

/** The terminal's last transaction as it stood before the intent, to recognise a later one by. */
export const baselineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('transaction'),
    trace: z.string(),
    receiptNumber: z.string(),
    terminalId: z.string(),
    terminalDate: z.string(),
    terminalTime: z.string(),
    amountFils: z.number().int(),
  }),
]);
export type Baseline = z.infer<typeof baselineSchema>;

export const receiptKindSchema = z.enum(['final', 'queued', 'checking', 'refused', 'reversed']);
export type ReceiptKind = z.infer<typeof receiptKindSchema>;

const v1 = { v: z.literal(1) };

/** Which protocol the terminal spoke that was asked: another's knows nothing of it. Older facts name none. */
const driverSchema = z.enum(['zvt', 'nexo']);

export const factSchema = z.discriminatedUnion('type', [
  z.object({
    ...v1,
    type: z.literal('intent'),
    lines: z
      .array(
        z.object({
          lineId: z.number().int(),
          serviceId: z.string(),
          billId: z.string(),
          amountFils: positiveFilsSchema,
        }),
      )
      .min(1),
    totalFils: positiveFilsSchema,
    language: languageSchema,
    /** SHA-256 of the slip code, hex. */
    slipCodeHash: z.string(),
    hold: z.object({ fence: z.number().int(), expiresAt: z.string() }).nullable(),
    baseline: baselineSchema,
    clockQuality: z.enum(['synchronised', 'unverified']),
  }),
  z.object({
    ...v1,
    type: z.literal('authorising'),
    driver: driverSchema.optional(),
    /** Which terminal was asked, where it says so: another's memory decides nothing. */
    terminalId: z.string().optional(),
  }),
  z.object({
    ...v1,
    type: z.literal('terminalReply'),
    kind: z.enum(['intermediateStatus', 'statusInformation', 'completion', 'abort', 'answer']),
    code: z.number().int().nullable(),
  }),
  /** The name under which the terminal can be asked about the payment or reversal that now begins. */
  z.object({
    ...v1,
    type: z.literal('terminalReference'),
    reference: z.string().min(1).max(128),
    /** Of the reversal by which the driver takes an approval back that may not be kept. */
    takeBack: z.literal(true).optional(),
  }),
  /** Asked about a doubt or a reversal, the terminal could not tell. Evidence for people. */
  z.object({
    ...v1,
    type: z.literal('terminalUnclear'),
    seen: baselineSchema,
    resultCode: z.number().int().nullable(),
    originalTrace: z.string().nullable(),
  }),
  /** Two people decided on evidence; what follows in the same commit is what they decided. */
  z.object({
    ...v1,
    type: z.literal('decided'),
    commandId: z.string(),
    verdict: verdictSchema,
    operators: z.tuple([z.string(), z.string()]),
  }),
  /** Text of a terminal that prints through us, as it gave it: evidence, never printed by the kiosk. */
  z.object({
    ...v1,
    type: z.literal('terminalText'),
    for: z.enum(['customer', 'merchant', 'endOfDay', 'other']),
    /** Their number: the lines themselves are sealed beside the fact, and erasable. */
    lineCount: z.number().int().min(0),
  }),
  z.object({ ...v1, type: z.literal('declined'), resultCode: z.number().int() }),
  z.object({ ...v1, type: z.literal('cancelled'), resultCode: z.number().int() }),
  z.object({
    ...v1,
    type: z.literal('approved'),
    authorisation: authorisationSchema,
    /** SHA-256, hex, of the signed payment document's exact text. */
    documentHash: z.string(),
    /** Where it was learnt: `mirror` and `gateway` after the journal itself was lost. */
    from: z.enum(['statusInformation', 'repeatReceipt', 'mirror', 'gateway', 'decision']),
  }),
  z.object({
    ...v1,
    type: z.literal('confirmed'),
    by: z.enum(['completion', 'repeatReceipt', 'gateway', 'decision']),
  }),
  z.object({
    ...v1,
    type: z.literal('inDoubt'),
    reason: z.enum(['noAnswer', 'linkLost', 'malformed', 'abortAfterApproval', 'restart']),
  }),
  z.object({
    ...v1,
    type: z.literal('notCharged'),
    evidence: z.enum([
      'neverAsked', // the terminal had not been asked
      'notSent', // nothing left this machine
      'lastTransactionUnchanged',
      'reversedByTerminal',
      'refusedByTerminal', // it has the payment's reference, with a refusal
      'decision', // two people, on evidence
      'terminalNotReady', // it refused with a code that speaks of itself, not of the card
    ]),
  }),
  z.object({
    ...v1,
    type: z.literal('posted'),
    recordedAt: z.string(),
    lines: z.array(lineOutcomeSchema),
  }),
  z.object({
    ...v1,
    type: z.literal('refused'),
    recordedAt: z.string(),
    lines: z.array(lineOutcomeSchema),
  }),
  z.object({
    ...v1,
    type: z.literal('reversing'),
    baseline: baselineSchema,
    driver: driverSchema.optional(),
  }),
  z.object({ ...v1, type: z.literal('reversalStatus'), trace: z.string() }),
  /** People are asked about this reversal from now on: no new one is sent, whatever they decide when. */
  z.object({ ...v1, type: z.literal('peopleAsked') }),
  z.object({ ...v1, type: z.literal('reversed'), trace: z.string() }),
  z.object({
    ...v1,
    type: z.literal('refundRequested'),
    lineIds: z.array(z.number().int()),
    amountFils: positiveFilsSchema,
    why: z.enum([
      'partly',
      'terminalRefused',
      'terminalAway',
      'otherTerminal', // the one that is there is not, or no longer remembers that it is, the one that charged
      'dayClosed',
      'decision',
    ]),
    resultCode: z.number().int().nullable(),
  }),
  z.object({ ...v1, type: z.literal('refunded'), amountFils: positiveFilsSchema }),
  z.object({
    ...v1,
    type: z.literal('quarantined'),
    reason: z.enum([
      'documentDiffers',
      'documentUnreadable',
      'persistentRefusal',
      'answerDiffers',
      'reversalUnclear',
      'byTechnician', // given to the operators by hand
    ]),
    detail: z.string().max(200),
  }),
  z.object({
    ...v1,
    type: z.literal('receiptStarted'),
    kind: receiptKindSchema,
    copy: z.boolean(),
  }),
  z.object({
    ...v1,
    type: z.literal('receiptEnded'),
    kind: receiptKindSchema,
    status: z.enum(['printed', 'unknown', 'failed']),
  }),
  z.object({ ...v1, type: z.literal('visitEnded') }),
]);
export type Fact = z.infer<typeof factSchema>;
export type FactType = Fact['type'];

/** Sealed beside the intent: what receipt and document need of the person, and nothing more. */
export const intentPersonalSchema = z.object({
  slipCode: z.string(),
  lines: z.array(
    z.object({
      lineId: z.number().int(),
      reference: z.string(),
      referenceLabel: bilingualSchema,
      ministry: bilingualSchema,
      serviceTitle: bilingualSchema,
      title: bilingualSchema,
      detail: bilingualSchema,
    }),
  ),
});
export type IntentPersonal = z.infer<typeof intentPersonalSchema>;

/** From which states a fact may come, and the state it leads to (`same`: it only adds knowledge). */
export const TRANSITIONS: Readonly<
  Record<
    FactType,
    {
      readonly from: readonly PaymentState[] | 'nothing' | 'any';
      readonly to: PaymentState | 'same';
    }
  >
> = {
  intent: { from: 'nothing', to: 'intent' },
  authorising: { from: ['intent'], to: 'authorising' },
  terminalReply: { from: ['authorising', 'approved', 'inDoubt', 'reversing'], to: 'same' },
  terminalReference: { from: ['authorising', 'reversing'], to: 'same' },
  terminalText: { from: ['authorising', 'approved', 'reversing'], to: 'same' },
  terminalUnclear: { from: ['inDoubt', 'reversing'], to: 'same' },
  decided: { from: ['inDoubt', 'reversing', 'quarantined'], to: 'same' },
  declined: { from: ['authorising'], to: 'declined' },
  cancelled: { from: ['authorising'], to: 'cancelled' },
  approved: { from: ['authorising', 'inDoubt'], to: 'approved' },
  confirmed: { from: ['approved', 'inDoubt'], to: 'confirmed' },
  inDoubt: { from: ['authorising', 'approved'], to: 'inDoubt' },
  notCharged: { from: ['intent', 'authorising', 'approved', 'inDoubt'], to: 'notCharged' },
  posted: { from: ['confirmed'], to: 'posted' },
  refused: { from: ['confirmed'], to: 'refused' },
  reversing: { from: ['refused'], to: 'reversing' },
  reversalStatus: { from: ['reversing'], to: 'same' },
  peopleAsked: { from: ['reversing'], to: 'same' },
  // From quarantine only after a decision (`fold.ts`).
  reversed: { from: ['reversing', 'quarantined'], to: 'reversed' },
  refundRequested: { from: ['refused', 'reversing', 'quarantined'], to: 'refundRequested' },
  refunded: { from: ['refundRequested'], to: 'refunded' },
  quarantined: {
    // `reversed` too: central may refuse to hear of it, and would pay back a second time.
    from: ['confirmed', 'refused', 'reversing', 'reversed', 'refundRequested'],
    to: 'quarantined',
  },
  receiptStarted: { from: 'any', to: 'same' },
  receiptEnded: { from: 'any', to: 'same' },
  visitEnded: { from: 'any', to: 'same' },
};
