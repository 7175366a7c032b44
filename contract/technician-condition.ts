/** How the kiosk has done of late, and what leaves it to be looked at elsewhere. Nothing of a person. */
import { z } from 'zod';

export const conditionSchema = z.object({
  version: z.string(),
  kioskId: z.string(),
  /** Of this run of the engine, and of the machine. */
  engineSince: z.iso.datetime(),
  machineSince: z.iso.datetime(),
  paper: z.object({
    /** Receipts that the roll is still good for; `null`: nothing to go by. */
    left: z.number().int().nullable(),
    /** Receipts printed on an average day of the last seven; in tenths. */
    tenthsPerDay: z.number().int(),
    /** Whole days that it lasts at that pace; `null`: cannot be told. */
    days: z.number().int().nullable(),
  }),
  /** By Bahrain's days, the latest first; seconds of each in which the engine ran, and in which it sold. */
  uptime: z.array(
    z.object({
      day: z.string(),
      /** Of today only what has passed. */
      seconds: z.number().int(),
      ranSeconds: z.number().int(),
      soldSeconds: z.number().int(),
    }),
  ),
  /** Where the last support bundle went; `null`: none was written. */
  bundle: z.string().nullable(),
  notWritten: z.boolean(),
});
export type Condition = z.infer<typeof conditionSchema>;

export const conditionActs = [
  z.object({ do: z.literal('condition'), on: z.boolean() }),
  z.object({ do: z.literal('writeBundle') }),
] as const;
