/** Anchors of a kiosk's journal at the gateway, and what a lost journal is rebuilt from. */
import { z } from 'zod';
import { paymentOutcomeSchema, reversalOutcomeSchema } from './gateway.ts';
import { paymentIdSchema } from './ids.ts';
import { signedDocumentSchema } from './payment.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/u);

/**
 * How far a journal had come. `generation` grows by one each time the journal is rebuilt. `exposure`:
 * charged or possibly charged, and not yet answered for by the gateway: what the loss of both of the
 * kiosk's copies would leave open, apart from what was charged after this head.
 */
export const journalHeadSchema = z.object({
  generation: z.number().int().min(1),
  /** Of the last fact; 0 before the first. */
  seq: z.number().int().min(0),
  /** Of that fact's link in the chain. */
  hash: hashSchema,
  /** The kiosk's own clock. */
  at: z.iso.datetime(),
  exposureFils: z.number().int().min(0),
  exposureCount: z.number().int().min(0),
});
export type JournalHead = z.infer<typeof journalHeadSchema>;

/**
 * `PUT /v1/kiosks/heads`: body is a `JournalHead`. Stored where it goes on from the highest known and
 * left out where it does not; the answer is the highest known either way.
 */
export const headAnswerSchema = z.object({
  highest: journalHeadSchema.extend({ receivedAt: z.iso.datetime() }),
});
export type HeadAnswer = z.infer<typeof headAnswerSchema>;

/** `GET /v1/kiosks/heads`: the highest known, without telling a new one. */
export const knownHeadSchema = z.object({
  highest: headAnswerSchema.shape.highest.nullable(),
});
export type KnownHead = z.infer<typeof knownHeadSchema>;

/** Before the first payment of `GET /v1/kiosks/self/payments/{after}`. */
export const FROM_THE_FIRST = '00000000-0000-0000-0000-000000000000';
export const MOST_OWN_PAYMENTS = 50;

/** A payment as central holds it for its kiosk. */
export const ownPaymentSchema = z.object({
  paymentId: paymentIdSchema,
  /** `keyId` is `null` in what was recorded before it was kept. */
  signed: signedDocumentSchema.extend({ keyId: z.string().nullable() }),
  outcome: paymentOutcomeSchema,
  reversal: z
    .object({
      document: z.string(),
      signature: z.string(),
      outcome: reversalOutcomeSchema,
    })
    .nullable(),
});
export type OwnPayment = z.infer<typeof ownPaymentSchema>;

/** `GET /v1/kiosks/self/payments/{after}`: by payment id, those after `after`; empty at the end. */
export const ownPaymentsSchema = z.object({
  payments: z.array(ownPaymentSchema).max(MOST_OWN_PAYMENTS),
});
export type OwnPayments = z.infer<typeof ownPaymentsSchema>;
