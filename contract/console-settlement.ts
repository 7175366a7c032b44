/** Day by day: what kiosks charged, what became of it, what the acquirer says, and what does not agree. */
import { z } from 'zod';
import { paymentIdSchema } from './ids.ts';

export const settlementAskedSchema = z.strictObject({
  month: z.string().regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/u),
});

export const settlementDaySchema = z.object({
  day: z.string(),
  /** When the day's books were closed; `null`: they are open, and the sums are of now. */
  closedAt: z.iso.datetime().nullable(),
  charges: z.number().int(),
  /** From the kiosks' documents. */
  chargedFils: z.number().int(),
  /** From the ledger: charged is posted and refused, to the fils, or the day does not balance. */
  postedFils: z.number().int(),
  refusedFils: z.number().int(),
  /** Given back on this day, whenever it was charged. */
  returnedFils: z.number().int(),
  balances: z.boolean(),
  /** The acquirer's file of that day: what it settles; `null`: none was imported. */
  acquirer: z.object({ lines: z.number().int(), fils: z.number().int() }).nullable(),
  /** What does not agree and is not closed. */
  openCases: z.number().int(),
});
export type SettlementDay = z.infer<typeof settlementDaySchema>;

export const settlementSchema = z.object({
  month: z.string(),
  /** Days with anything at all, the earliest first. */
  days: z.array(settlementDaySchema),
  /** Of these days, the latest first. */
  cases: z.array(
    z.object({
      caseId: z.string(),
      day: z.string().nullable(),
      kind: z.string(),
      owner: z.string(),
      kioskId: z.string().nullable(),
      paymentId: paymentIdSchema.nullable(),
    }),
  ),
});
export type Settlement = z.infer<typeof settlementSchema>;
