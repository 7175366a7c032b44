/** Payments as people at desks look for them. References are masked; there is no name and no card but its end. */
import { z } from 'zod';
import { bilingualSchema } from './language.ts';
import { paymentIdSchema } from './ids.ts';

/** So many a page. */
export const PAYMENTS_A_PAGE = 50;
/** The longest time that is searched at once. */
export const MOST_SEARCH_DAYS = 92;

const daySchema = z.iso.date();
export const paymentsAskedSchema = z
  .strictObject({
    /** As on the receipt, however it is spelt: then nothing else counts. */
    number: z.string().max(40).optional(),
    /** First and last day, of Bahrain, on which the kiosk began them. */
    from: daySchema,
    to: daySchema,
    kiosk: z.string().max(64).optional(),
    service: z.string().max(32).optional(),
    /** The whole payment's sum. */
    fils: z.coerce.number().int().positive().optional(),
    /** `refused`: a line of it was; `returned`: money went back. */
    only: z.enum(['refused', 'returned']).optional(),
    /** The last one of the page before. */
    after: paymentIdSchema.optional(),
  })
  .refine(
    ({ from, to }) =>
      from <= to && Date.parse(to) - Date.parse(from) < MOST_SEARCH_DAYS * 86_400_000,
    'too long',
  );
export type PaymentsAsked = z.infer<typeof paymentsAskedSchema>;

export const foundPaymentSchema = z.object({
  paymentId: paymentIdSchema,
  /** As on the receipt. */
  number: z.string(),
  kioskId: z.string(),
  authorisedAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  totalFils: z.number().int(),
  services: z.array(bilingualSchema),
  /** `posted`: all of it; `refused`: a part or all of it was not taken; `returned`: that went back to the card. */
  state: z.enum(['posted', 'refused', 'returned']),
});
export type FoundPayment = z.infer<typeof foundPaymentSchema>;
export const foundPaymentsSchema = z.object({
  payments: z.array(foundPaymentSchema),
  /** There are more: the page after begins with this `after`. */
  next: paymentIdSchema.nullable(),
});
export type FoundPayments = z.infer<typeof foundPaymentsSchema>;

export const paymentPageSchema = z.object({
  found: foundPaymentSchema,
  lines: z.array(
    z.object({
      lineId: z.number().int(),
      service: bilingualSchema,
      reference: z.string(),
      fils: z.number().int(),
      status: z.enum(['posted', 'refused']),
      /** Of a recorded one that operators give back; `self`: whoever asks wanted it. */
      refund: z
        .object({
          state: z.enum(['self', 'other', 'done']),
          because: z.string(),
          at: z.iso.datetime(),
        })
        .nullable(),
      reason: z.string().nullable(),
      postingNumber: z.string().nullable(),
    }),
  ),
  card: z.object({
    scheme: z.string(),
    lastFour: z.string().nullable(),
    authorisationCode: z.string(),
    terminalId: z.string(),
    trace: z.string(),
    receiptNumber: z.string(),
  }),
  clockQuality: z.enum(['synchronised', 'unverified']),
  /** What went back, and how: by the terminal, or as a refund. */
  returned: z
    .object({
      kind: z.enum(['terminal', 'refund']),
      fils: z.number().int(),
      at: z.iso.datetime(),
    })
    .nullable(),
  cases: z.array(
    z.object({
      caseId: z.string(),
      kind: z.string(),
      status: z.enum(['open', 'acknowledged', 'closed']),
      openedAt: z.iso.datetime(),
    }),
  ),
  /** From the audit, the earliest first. */
  story: z.array(
    z.object({ at: z.iso.datetime(), action: z.string(), detail: z.string().nullable() }),
  ),
});
export type PaymentPage = z.infer<typeof paymentPageSchema>;

export const quarantineSchema = z.object({
  payments: z.array(
    z.object({
      paymentId: paymentIdSchema,
      number: z.string(),
      kioskId: z.string(),
      fils: z.number().int(),
      receivedAt: z.iso.datetime(),
      /** Somebody already wants it posted; `self`: whoever asks. */
      wished: z.enum(['no', 'other', 'self']),
    }),
  ),
});
export type Quarantine = z.infer<typeof quarantineSchema>;

export const offeredSchema = z.object({
  services: z.array(z.object({ id: z.string(), title: bilingualSchema })),
});
export type Offered = z.infer<typeof offeredSchema>;

export const refundAskedSchema = z.strictObject({
  because: z.string().trim().min(1).max(500),
});
