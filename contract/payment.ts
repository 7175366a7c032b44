import { z } from 'zod';
import { bilingualSchema, languageSchema } from './language.ts';
import { paymentIdSchema } from './ids.ts';
import { positiveFilsSchema } from './money.ts';

/** Every state a payment can be in. The states that need nothing more are `FINAL_STATES`. */
export const paymentStateSchema = z.enum([
  'intent',
  'authorising',
  'declined',
  'cancelled',
  'approved',
  'confirmed',
  'inDoubt',
  'notCharged',
  'posted',
  'refused',
  'reversing',
  'reversed',
  'refundRequested',
  'refunded',
  'quarantined',
]);
export type PaymentState = z.infer<typeof paymentStateSchema>;

export const FINAL_STATES: readonly PaymentState[] = [
  'declined',
  'cancelled',
  'notCharged',
  'posted',
  'reversed',
  'refunded',
];

/** One bill or service in a payment. */
export const paymentLineSchema = z.object({
  lineId: z.number().int().min(1).max(99),
  serviceId: z.string().max(32),
  billId: z.string().max(64),
  reference: z.string().max(32),
  amountFils: positiveFilsSchema,
});
export type PaymentLine = z.infer<typeof paymentLineSchema>;

/** What is kept of an approval; never a PAN, track or token. */
export const authorisationSchema = z.object({
  amountFils: positiveFilsSchema,
  /** Card scheme as the terminal names it, e.g. `VISA`. */
  scheme: z.string().max(32),
  /** Last four digits, or `null` where the terminal does not mask. */
  lastFour: z
    .string()
    .regex(/^[0-9]{4}$/u)
    .nullable(),
  authorisationCode: z.string().max(16),
  terminalId: z.string().max(64),
  /** ZVT: trace number, six digits (BMP 0B). nexo: the terminal's TransactionID. */
  trace: z.string().max(64),
  /** ZVT: receipt number, four digits (BMP 87). nexo: the ServiceID. */
  receiptNumber: z.string().max(16),
  /** ZVT: local `MMDD` and `HHMMSS`, without a year (§0.13). nexo: date and time of its timestamp, to the letter. */
  terminalDate: z.string().max(16),
  terminalTime: z.string().max(32),
});
export type Authorisation = z.infer<typeof authorisationSchema>;

/** The payment as the kiosk signs it, once. Its exact text never changes. */
export const paymentDocumentSchema = z.object({
  v: z.literal(1),
  paymentId: paymentIdSchema,
  kioskId: z.string().max(64),
  /** The journal's own sequence number of the approval: order without trusting clocks. */
  sequence: z.number().int().positive(),
  authorisedAt: z.iso.datetime(),
  clockQuality: z.enum(['synchronised', 'unverified']),
  language: languageSchema,
  lines: z.array(paymentLineSchema).min(1).max(99),
  totalFils: positiveFilsSchema,
  authorisation: authorisationSchema,
  /** SHA-256, hex, of the slip code's one form. The code itself stays with the citizen. */
  slipCodeHash: z.string().regex(/^[0-9a-f]{64}$/u),
});
export type PaymentDocument = z.infer<typeof paymentDocumentSchema>;

/**
 * A document's exact text with the kiosk's Ed25519 signature (base64url) over its UTF-8 bytes. `keyId`:
 * the first 16 hex digits of the SHA-256 of the raw public key, so that a rotated key stays told apart.
 */
export const signedDocumentSchema = z.object({
  document: z.string().min(2).max(65_536),
  keyId: z.string().min(1).max(64),
  signature: z.string().min(1).max(128),
});
export type SignedDocument = z.infer<typeof signedDocumentSchema>;

export const billSchema = z.object({
  billId: z.string().max(64),
  title: bilingualSchema,
  /** What it is for: a period, an offence and its place. */
  detail: bilingualSchema,
  amountFils: positiveFilsSchema,
  dueDate: z.iso.date(),
  /** What it is made up of, where the ministry says so: together `amountFils`. */
  parts: z
    .array(z.object({ title: bilingualSchema, amountFils: positiveFilsSchema }))
    .max(6)
    .optional(),
});
export type Bill = z.infer<typeof billSchema>;
