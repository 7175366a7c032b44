/** What an operator asks of the health logs. */
import { z } from 'zod';
import { paymentIdSchema } from './ids.ts';

export const severitySchema = z.enum(['debug', 'info', 'warn', 'error']);

const filter = {
  kioskId: z.string().max(64).optional(),
  paymentId: paymentIdSchema.optional(),
  device: z.string().max(64).optional(),
  /** The least. */
  level: severitySchema.optional(),
  /** Words, or beginnings of words, that must all be there. */
  text: z.string().max(200).optional(),
};
export const MOST_RANGE_MS = 400 * 86_400_000;

const placeSchema = z.strictObject({
  atMs: z.number().int(),
  id: z.number().int().nonnegative(),
});

export const logSearchSchema = z
  .strictObject({
    ...filter,
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    limit: z.number().int().min(1).max(500).default(100),
    /** `next` of the page before. */
    before: placeSchema.optional(),
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MOST_RANGE_MS, 'at most 400 days');

export const logTailSchema = z.strictObject({
  ...filter,
  /** `place` of the answer before; absent: from now on. */
  place: z
    .string()
    .regex(/^[0-9]{1,19}-[0-9]{1,19}$/u)
    .optional(),
  /** How long to wait for the first line, ms. */
  waitMs: z.number().int().min(0).max(10_000).default(8_000),
});

export const healthLineSchema = z.object({
  at: z.iso.datetime(),
  id: z.number().int(),
  kioskId: z.string(),
  level: z.number().int(),
  event: z.string(),
  paymentId: z.string().nullable(),
  device: z.string().nullable(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** What the kiosk's clock said, where it was not believed. */
  saidAt: z.string().nullable(),
});
export type HealthLine = z.infer<typeof healthLineSchema>;

/** Newest first; `next` is `null` at the end. */
export const logPageSchema = z.object({
  lines: z.array(healthLineSchema),
  next: placeSchema.nullable(),
});

/** In the order of arrival. */
export const logTailPageSchema = z.object({
  lines: z.array(healthLineSchema),
  place: z.string(),
});

export const courseSchema = z.object({
  spans: z.array(
    z.object({
      spanId: z.string(),
      parentId: z.string().nullable(),
      kioskId: z.string(),
      name: z.string(),
      startMs: z.number().int(),
      endMs: z.number().int(),
      failed: z.boolean(),
      outcome: z.string().nullable(),
    }),
  ),
});

export const kioskHealthSchema = z.object({
  /** `null`: it never told anything. */
  lastContact: z.iso.datetime().nullable(),
  metrics: z.array(
    z.object({ name: z.string(), device: z.string(), value: z.number(), at: z.iso.datetime() }),
  ),
});
