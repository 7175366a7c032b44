/** What the kiosk still answers for, payment by payment. Nothing of a person or a card. */
import { z } from 'zod';
import { paymentIdSchema } from './ids.ts';
import { paymentStateSchema } from './payment.ts';

/** Why a technician gives a payment to the operators. */
export const handOverReasonSchema = z.enum(['refusedAgain', 'takesTooLong', 'askedByOperator']);
export type HandOverReason = z.infer<typeof handOverReasonSchema>;

/** A step of a payment, by the journal's own name for it. */
export const storyStepSchema = z.object({
  what: z.enum([
    'intent',
    'authorising',
    'terminalUnclear',
    'decided',
    'declined',
    'cancelled',
    'approved',
    'confirmed',
    'inDoubt',
    'notCharged',
    'posted',
    'refused',
    'reversing',
    'peopleAsked',
    'reversed',
    'refundRequested',
    'refunded',
    'quarantined',
    'receiptPrinted',
    'receiptUnknown',
    'receiptFailed',
    'visitEnded',
  ]),
  at: z.iso.datetime(),
  /** A code of ours that says more, from a closed list; `null`: nothing more. */
  code: z.string().nullable(),
});
export type StoryStep = z.infer<typeof storyStepSchema>;

export const openPaymentSchema = z.object({
  paymentId: paymentIdSchema,
  /** As on the receipt. */
  number: z.string(),
  state: paymentStateSchema,
  fils: z.number().int(),
  at: z.iso.datetime(),
  /** Sent to the gateway so often. */
  attempts: z.number().int(),
  /** It waits to be sent: it may be sent now, or given to the operators. The card is touched by neither. */
  sendable: z.boolean(),
});
export type OpenPayment = z.infer<typeof openPaymentSchema>;

export const numbersSchema = z.object({
  /** Charged, and not yet answered for. */
  fils: z.number().int(),
  payments: z.number().int(),
  oldestAt: z.iso.datetime().nullable(),
  /** Of the cap that is nearest, in percent; may exceed 100. */
  usedPercent: z.number().int(),
  nearestCap: z.enum(['fils', 'count', 'age']),
  /** Oldest first; of a long queue its beginning. */
  open: z.array(openPaymentSchema),
  /** The one that is looked at; `null`: none. */
  looked: z.object({ payment: openPaymentSchema, steps: z.array(storyStepSchema) }).nullable(),
});
export type Numbers = z.infer<typeof numbersSchema>;

export const numbersActs = [
  /** Shows the numbers while somebody looks at them. */
  z.object({ do: z.literal('countUp'), on: z.boolean() }),
  /** Tells one payment's story; `null`: none any more. */
  z.object({ do: z.literal('lookAt'), paymentId: paymentIdSchema.nullable() }),
  /** Sends a confirmed payment to the gateway now: the same document under the same id. */
  z.object({ do: z.literal('resubmit'), paymentId: paymentIdSchema }),
  /** It is sent no more: operators decide. */
  z.object({
    do: z.literal('handOver'),
    paymentId: paymentIdSchema,
    reason: handOverReasonSchema,
  }),
] as const;
