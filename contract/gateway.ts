/** The gateway's HTTP contract (`central/openapi.json` is made from these schemas). */
import { z } from 'zod';
import { billSchema, signedDocumentSchema } from './payment.ts';
import { WHOLE_REFERENCE } from './digits.ts';
import { paymentIdSchema, slipCodeSchema, readShortPaymentId } from './ids.ts';
import { bilingualSchema } from './language.ts';
import { filsSchema, positiveFilsSchema } from './money.ts';

/** Every typed error of the gateway. Only these change anything; other answers are the network's. */
export const gatewayProblemCodeSchema = z.enum([
  'badRequest',
  'notAuthenticated',
  'notFound',
  'unknownReference',
  'unknownService',
  'billHeld',
  'billNotDue',
  'documentDiffers',
  'documentInvalid',
  'rateLimited',
  'signInRefused',
  'issuerAway',
  'tooMany',
  'notEnrolled',
  'kioskRevoked',
  'paymentQuarantined',
  'enrolmentRefused',
]);
export type GatewayProblemCode = z.infer<typeof gatewayProblemCodeSchema>;

/** `application/problem+json` (RFC 9457) with a closed code. */
export const gatewayProblemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: gatewayProblemCodeSchema,
  detail: z.string().optional(),
});
export type GatewayProblem = z.infer<typeof gatewayProblemSchema>;

/** `POST /v1/bills/search` */
export const billSearchRequestSchema = z.object({
  serviceId: z.string().max(32),
  /** What was asked for, with `/` between where it was several numbers. */
  reference: z.string().regex(WHOLE_REFERENCE),
});
export const billSearchResponseSchema = z.object({
  /** Masked by the gateway, in the letters of each language: `أ*** م***`, `A*** M***`. */
  payerName: bilingualSchema,
  bills: z.array(billSchema).max(99),
});
export type BillSearchResponse = z.infer<typeof billSearchResponseSchema>;

/** `POST /v1/holds`: all bills or none. Asking again with the same id prolongs. */
export const holdRequestSchema = z.object({
  paymentId: paymentIdSchema,
  bills: z
    .array(
      z.object({
        serviceId: z.string().max(32),
        billId: z.string().max(64),
        amountFils: positiveFilsSchema,
      }),
    )
    .min(1)
    .max(99),
});
export type HoldRequest = z.infer<typeof holdRequestSchema>;
export const holdResponseSchema = z.object({
  paymentId: paymentIdSchema,
  /** Grows with every hold on these bills: a later holder fences off an earlier one. */
  fence: z.number().int().positive(),
  expiresAt: z.iso.datetime(),
});
export type HoldResponse = z.infer<typeof holdResponseSchema>;

/**
 * `DELETE /v1/holds/{paymentId}`: lets go of a hold whose payment ended without a charge; 204 whether
 * or not anything was held. A newer hold of the same kiosk takes over its earlier ones in any case.
 */

/** Why a line was refused, for ever. A closed list: anything else changes no state. */
export const lineRefusalSchema = z.enum([
  'unknownBill',
  'alreadyPaid',
  'amountAboveDue',
  'serviceClosed',
]);
export type LineRefusal = z.infer<typeof lineRefusalSchema>;

export const lineOutcomeSchema = z.discriminatedUnion('status', [
  z.object({
    lineId: z.number().int(),
    status: z.literal('posted'),
    /** The ministry's own number for the posting. */
    postingNumber: z.string().max(40),
  }),
  z.object({
    lineId: z.number().int(),
    status: z.literal('refused'),
    reason: lineRefusalSchema,
  }),
]);
export type LineOutcome = z.infer<typeof lineOutcomeSchema>;

/** `PUT /v1/payments/{paymentId}`: body is a `SignedDocument`; the same document, the same answer, for ever. */
export const paymentOutcomeSchema = z.object({
  paymentId: paymentIdSchema,
  recordedAt: z.iso.datetime(),
  lines: z.array(lineOutcomeSchema).min(1),
});
export type PaymentOutcome = z.infer<typeof paymentOutcomeSchema>;

/** A batch's limits; a kiosk with more, or larger ones, sends several. */
export const MOST_BATCH_PAYMENTS = 100;
export const MOST_BATCH_BYTES = 1_048_576;

/** `POST /v1/payments/batch`: every payment with a signature of its own, the request with one over all. */
export const paymentBatchRequestSchema = z.object({
  payments: z
    .array(signedDocumentSchema.extend({ paymentId: paymentIdSchema }))
    .min(1)
    .max(MOST_BATCH_PAYMENTS),
});
export type PaymentBatchRequest = z.infer<typeof paymentBatchRequestSchema>;

/** What became of one payment of a batch: exactly what `PUT` would have answered. */
export const batchResultSchema = z.discriminatedUnion('status', [
  z.object({
    paymentId: paymentIdSchema,
    status: z.literal('recorded'),
    /** Whether it was recorded by this very request. */
    first: z.boolean(),
    outcome: paymentOutcomeSchema,
  }),
  z.object({
    paymentId: paymentIdSchema,
    status: z.literal('problem'),
    code: z.enum(['documentDiffers', 'documentInvalid', 'paymentQuarantined']),
    detail: z.string().optional(),
  }),
]);
export type BatchResult = z.infer<typeof batchResultSchema>;

/** The results stand in the order of the request. */
export const paymentBatchResponseSchema = z.object({
  results: z.array(batchResultSchema).min(1).max(MOST_BATCH_PAYMENTS),
});
export type PaymentBatchResponse = z.infer<typeof paymentBatchResponseSchema>;

/**
 * `POST /v1/payments/{paymentId}/reversal`: body is a `SignedDocument` over this.
 * `terminal`: the card was reversed there in full. `refund`: central is asked to pay back.
 */
export const reversalDocumentSchema = z.object({
  v: z.literal(1),
  paymentId: paymentIdSchema,
  kioskId: z.string().max(64),
  kind: z.enum(['terminal', 'refund']),
  /** The lines whose money goes back: all that were refused. */
  lineIds: z.array(z.number().int()).min(1).max(99),
  amountFils: positiveFilsSchema,
  /** The original's trace number; with `terminal` the reversal's own too. */
  originalTrace: z.string().max(64),
  reversalTrace: z.string().max(64).nullable(),
  requestedAt: z.iso.datetime(),
});
export type ReversalDocument = z.infer<typeof reversalDocumentSchema>;
export const reversalOutcomeSchema = z.object({
  paymentId: paymentIdSchema,
  status: z.enum(['reversed', 'refundRequested', 'refunded']),
  amountFils: positiveFilsSchema,
});
export type ReversalOutcome = z.infer<typeof reversalOutcomeSchema>;

/** `POST /v1/receipts/search`: by slip code, in the body so that no log holds it. Personal fields masked. */
export const receiptSearchRequestSchema = z.object({ slipCode: slipCodeSchema });
/**
 * `POST /v1/receipts/by-number`: by the number on the receipt and the last four digits of the card that paid.
 * The same answer for a number that nobody has and for digits that do not fit.
 */
export const receiptByNumberRequestSchema = z.object({
  shortId: z
    .string()
    .max(40)
    .refine((typed) => readShortPaymentId(typed) !== null, 'not a payment number'),
  lastFour: z.string().regex(/^[0-9]{4}$/u),
});
export type ReceiptByNumberRequest = z.infer<typeof receiptByNumberRequestSchema>;
export const centralReceiptSchema = z.object({
  paymentId: paymentIdSchema,
  kioskId: z.string(),
  authorisedAt: z.iso.datetime(),
  /** How far that date can be relied on; absent where it was not told. */
  clockQuality: z.enum(['synchronised', 'unverified']).optional(),
  recordedAt: z.iso.datetime(),
  totalFils: filsSchema,
  scheme: z.string(),
  lastFour: z.string().nullable(),
  authorisationCode: z.string(),
  lines: z.array(
    z.object({
      lineId: z.number().int(),
      serviceId: z.string(),
      /** Masked but for the last three digits. */
      reference: z.string(),
      amountFils: positiveFilsSchema,
      outcome: lineOutcomeSchema,
    }),
  ),
});
export type CentralReceipt = z.infer<typeof centralReceiptSchema>;

/** Money in fils without the single payment's upper limit. */
const totalSchema = z.object({
  count: z.number().int().min(0),
  fils: z.number().int().min(0),
});
/**
 * `GET /v1/kiosks/self/totals`: what central has of the calling kiosk; what reconciliation reads.
 * `payments` counts charges, the others lines; `reversed` and `refunded` are parts of `refused`.
 * The terminal's own total is `payments.fils - reversed.fils`.
 */
export const kioskTotalsSchema = z.object({
  kioskId: z.string().max(64),
  payments: totalSchema,
  posted: totalSchema,
  refused: totalSchema,
  reversed: totalSchema,
  refunded: totalSchema,
});
export type KioskTotals = z.infer<typeof kioskTotalsSchema>;

/** `GET /v1/health`, unauthenticated. */
export const gatewayHealthSchema = z.object({ status: z.literal('ok'), time: z.iso.datetime() });
