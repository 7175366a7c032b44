/** How a kiosk is, as it says itself: the latest word counts, and what changed since the one before. */
import { z } from 'zod';
import { bilingualSchema } from './language.ts';

/** A word of ours; which ones there are may grow on either side. */
const codeSchema = z.string().regex(/^[A-Za-z0-9]{1,32}$/u);
const countSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** So many changes go with a report; older ones are in the kiosk's log. */
export const MOST_CHANGES = 60;
export const MOST_SUBJECTS = 40;

/**
 * `PUT /v1/kiosks/status`, answered with `Received`. Subjects are `sales` (`open`, or why nothing is sold), the devices by role, and
 * what they say: `paper`, `cover`, `door`, `tamper`, `power`; `gateway`, `inDoubt`, `exposure`, `clock`.
 * Nothing in it is about a person.
 */
export const statusReportSchema = z.object({
  /** Of this run of the engine: within it `number` grows by one. */
  run: z.uuid(),
  number: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  /** The kiosk's own clock. */
  at: z.iso.datetime(),
  uptimeMs: countSchema,
  version: z.string().max(32),
  catalogueVersion: z.number().int().positive().nullable(),
  place: bilingualSchema,
  states: z
    .record(codeSchema, z.object({ state: codeSchema, since: z.iso.datetime() }))
    .refine((states) => Object.keys(states).length <= MOST_SUBJECTS, 'too many subjects'),
  /** By number, the oldest first; central has those of an earlier report already. */
  changes: z
    .array(
      z.object({
        number: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
        at: z.iso.datetime(),
        subject: codeSchema,
        state: codeSchema,
      }),
    )
    .max(MOST_CHANGES),
  /** Receipts that the roll is still good for; `null`: nothing to go by. */
  paperLeft: countSchema.nullable(),
  exposure: z.object({ fils: countSchema, payments: countSchema, oldestAgeMs: countSchema }),
  inDoubt: z.object({ payments: countSchema, oldestAgeMs: countSchema }),
});
export type StatusReport = z.infer<typeof statusReportSchema>;
