/** The statistics of a period: what operators read in the console and the government publishes. */
import { z } from 'zod';
import { bilingualSchema } from './language.ts';
import { readPeriod } from './periods.ts';

export const statisticsAskedSchema = z.strictObject({
  period: z.string().refine((name) => readPeriod(name) !== null, 'no period'),
  /** `paid`: by the day of the card; `received`: by the day on which central heard of it, which never changes. */
  by: z.enum(['paid', 'received']).default('paid'),
});
export const statisticsFileAskedSchema = statisticsAskedSchema.extend({
  kind: z.enum(['csv', 'pdf']),
  language: z.enum(['ar', 'en']),
});
export type StatisticsAsked = z.infer<typeof statisticsAskedSchema>;

const sumFields = { payments: z.number().int(), fils: z.number().int() };
const sumSchema = z.object(sumFields);
export type StatisticsSum = z.infer<typeof sumSchema>;

export const statisticsRowSchema = z.object({
  /** A service, a channel, a kiosk, or a part of the period: a month of a year, a day of a month. */
  name: z.string(),
  /** Absent: it is called by its name. */
  said: bilingualSchema.optional(),
  ...sumFields,
  before: sumSchema,
});
export type StatisticsRow = z.infer<typeof statisticsRowSchema>;

/** What was recorded, and beside it the same period of the year before. Each line of a payment counts as one. */
export const statisticsSchema = z.object({
  period: z.string(),
  before: z.string(),
  by: z.enum(['paid', 'received']),
  /** The period is not over: the year before is counted as far as this one has come. */
  running: z.boolean(),
  total: statisticsRowSchema.omit({ name: true, said: true }),
  /** The parts of the period in their order; of a day none. */
  parts: z.array(statisticsRowSchema),
  /** Each by its sum, the largest first. */
  services: z.array(statisticsRowSchema),
  channels: z.array(statisticsRowSchema),
  kiosks: z.array(statisticsRowSchema),
});
export type Statistics = z.infer<typeof statisticsSchema>;
