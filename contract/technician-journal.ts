/** The journal as a technician searches it: payments by number or day, and what the staff did. */
import { z } from 'zod';
import { openPaymentSchema } from './technician-numbers.ts';

export const journalAskedSchema = z.discriminatedUnion('by', [
  /** As on a receipt, however it is spelt. */
  z.object({ by: z.literal('number'), number: z.string().max(40) }),
  /** A day of Bahrain's, the latest payments first. */
  z.object({ by: z.literal('day'), day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/u) }),
]);
export type JournalAsked = z.infer<typeof journalAskedSchema>;

/** What the staff can have done; a closed list, so that each has words. */
export const STAFF_DEEDS = [
  'bookLost',
  'opened',
  'closed',
  'wrongPin',
  'refusedLocked',
  'entered',
  'left',
  'try',
  'tried',
  'bind',
  'binding',
  'testNetwork',
  'trySound',
  'touchTested',
  'resubmit',
  'handOver',
  'applySettings',
  'exportSettings',
  'beginDrill',
  'drillStep',
  'drill',
  'writeReport',
  'writeBundle',
  'find',
  'other',
] as const;
export const staffDeedSchema = z.enum(STAFF_DEEDS);
export type StaffDeed = z.infer<typeof staffDeedSchema>;

export const journalSchema = z.object({
  /** Today and the days before it for which payments may be asked, the latest first. */
  days: z.array(z.string()),
  /** `null`: nothing was asked for yet. */
  found: z
    .object({
      asked: journalAskedSchema,
      payments: z.array(openPaymentSchema),
      /** There are more than are listed. */
      more: z.boolean(),
    })
    .nullable(),
  /** The latest first. */
  acts: z.array(
    z.object({
      at: z.iso.datetime(),
      /** A technician's number; `null`: nobody had entered. */
      who: z.string().nullable(),
      deed: staffDeedSchema,
      /** Codes of ours about it. */
      detail: z.string(),
    }),
  ),
});
export type TechnicianJournal = z.infer<typeof journalSchema>;

export const journalActs = [
  z.object({ do: z.literal('journal'), on: z.boolean() }),
  z.object({ do: z.literal('find'), asked: journalAskedSchema }),
] as const;
