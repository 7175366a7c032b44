import { z } from 'zod';
import { deviceRowSchema } from '../../../contract/technician-devices.ts';
import { networkStageSchema } from '../../../contract/technician-network.ts';
import { numbersSchema, storyStepSchema } from '../../../contract/technician-numbers.ts';
import { versionSchema } from '../../../contract/technician-settings.ts';
import { conditionSchema } from '../../../contract/technician-condition.ts';
import { paymentStateSchema } from '../../../contract/payment.ts';
import type { Payment } from '../../payments/fold.ts';
import type { Occurrence } from '../../payments/fold.ts';
import type { WrittenEntry } from '../book.ts';
import { storyOf } from '../numbers.ts';

/**
 * What support is given of a kiosk. A closed list: a field that is not named here cannot get in, and none of
 * those that are named holds a bill, a reference, a card, a name or a telephone number.
 */
const paymentSchema = z.object({
  paymentId: z.string(),
  state: paymentStateSchema,
  fils: z.number().int(),
  lines: z.number().int(),
  services: z.array(z.string()),
  language: z.enum(['ar', 'en']),
  receipt: z.string(),
  terminalDriver: z.string().nullable(),
  steps: z.array(storyStepSchema),
});
export const bundleSchema = z.object({
  v: z.literal(1),
  madeAt: z.iso.datetime(),
  machine: z.object({
    system: z.string(),
    architecture: z.string(),
    node: z.string(),
    memoryMiB: z.number(),
    freeMemoryMiB: z.number(),
    loadAverage: z.array(z.number()),
  }),
  condition: conditionSchema.omit({ bundle: true, notWritten: true }),
  /** `kiosk.json` without who may enter. */
  configuration: z.record(z.string(), z.unknown()).nullable(),
  /** Without who made them. */
  settings: z.array(versionSchema.omit({ who: true })),
  devices: z.array(deviceRowSchema),
  network: z.array(networkStageSchema).nullable(),
  exposure: numbersSchema.omit({ open: true, looked: true }),
  payments: z.array(paymentSchema),
  /** What staff did, without who. */
  book: z.array(
    z.object({
      at: z.iso.datetime(),
      what: z.string(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  log: z.array(
    z.object({
      at: z.iso.datetime(),
      event: z.string(),
      level: z.string(),
      paymentId: z.string().nullable(),
      attributes: z.array(z.unknown()),
    }),
  ),
});
export type SupportBundle = z.infer<typeof bundleSchema>;

/** A payment as its steps tell it: neither its bills nor anything that the terminal said. */
export const paymentEntry = (
  payment: Payment,
  history: readonly Occurrence[],
): SupportBundle['payments'][number] => ({
  paymentId: payment.paymentId,
  state: payment.state,
  fils: payment.totalFils,
  lines: payment.lines.length,
  services: payment.lines.map(({ serviceId }) => serviceId),
  language: payment.language,
  receipt: payment.receipt,
  terminalDriver: payment.terminalDriver ?? null,
  steps: [...storyOf(history)],
});

export const bookEntry = ({ atMs, what, detail }: WrittenEntry): SupportBundle['book'][number] => ({
  at: new Date(atMs).toISOString(),
  what,
  detail,
});

/** The file's text; what the list does not name is dropped, whatever was given. */
export const bundleText = (bundle: SupportBundle): string =>
  `${JSON.stringify(bundleSchema.parse(bundle), null, 1)}\n`;
