/** The fault drill: what a kiosk must survive before the public is let at it, tried one after the other. */
import { z } from 'zod';

export const DRILL_STEPS = ['reader', 'cover', 'network', 'power'] as const;
export const drillStepSchema = z.enum(DRILL_STEPS);
export type DrillStepName = z.infer<typeof drillStepSchema>;

/** Why a step ended as it did; a closed list, for the screen, the book and the report. */
export const drillCodeSchema = z.enum([
  'notReady', // what is to be broken was not well to begin with
  'nothingSeen', // it was done, and the kiosk did not notice
  'cameNotBack', // it was undone, and the kiosk stayed ill
  'notPossible', // nobody could do it here
  'settled', // cut in the middle, and settled after the start
  'endedBefore', // the battery held until the payment had ended
  'machineStayed', // the program began anew, not the machine
  'stillOpen', // after the start the payment is not settled yet
  'noPayment', // the machine began anew, and nobody was paying
]);
export type DrillCode = z.infer<typeof drillCodeSchema>;

export const drillEntrySchema = z.object({
  step: drillStepSchema,
  /** `cause`: somebody is to break it; `undo`: to mend it. */
  state: z.enum(['waiting', 'cause', 'undo', 'passed', 'failed', 'notDone']),
  code: drillCodeSchema.nullable(),
  /** When it was begun, and when its end was seen. */
  beganAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type DrillEntry = z.infer<typeof drillEntrySchema>;

export const drillSchema = z.object({
  /** In their order; `null`: none was begun on this kiosk, or its report is written. */
  entries: z.array(drillEntrySchema).nullable(),
  /** Where the last report went; `null`: none was written in this session. */
  report: z.string().nullable(),
  /** No place took the last one that was wanted. */
  notWritten: z.boolean(),
});
export type Drill = z.infer<typeof drillSchema>;

export const drillActs = [
  z.object({ do: z.literal('drill'), on: z.boolean() }),
  /** A new one; what was noted of an unfinished one is dropped. */
  z.object({ do: z.literal('beginDrill') }),
  z.object({ do: z.literal('drillStep'), step: drillStepSchema }),
  /** It cannot go on: nothing was seen, it did not come back, or nobody can do it here. */
  z.object({
    do: z.literal('endStep'),
    step: drillStepSchema,
    because: z.enum(['nothingSeen', 'cameNotBack', 'notPossible']),
  }),
  /** The signed paper; the drill is over. */
  z.object({ do: z.literal('writeReport'), language: z.enum(['ar', 'en']) }),
] as const;
