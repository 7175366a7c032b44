/** The kiosk's devices as a technician sees and tries them. */
import { z } from 'zod';
import { deviceStateSchema, printerStatusSchema } from './devices.ts';

export const deviceRoleSchema = z.enum([
  'terminal',
  'printer',
  'scanner',
  'idReader',
  'magstripe',
  'smartCard',
  'cabinet',
]);
export type DeviceRoleName = z.infer<typeof deviceRoleSchema>;

const sensorsSchema = z.object({
  door: z.enum(['open', 'closed']).nullable(),
  keySwitch: z.enum(['on', 'off']).nullable(),
  tampered: z.boolean().nullable(),
  power: z.enum(['mains', 'battery', 'batteryLow']).nullable(),
  headset: z.boolean().nullable(),
});
export type CabinetSensors = z.infer<typeof sensorsSchema>;

/** One role of `kiosk.json`, and how its device is. */
export const deviceRowSchema = z.object({
  role: deviceRoleSchema,
  driver: z.string(),
  /** Path, USB binding or address, as the configuration has it. */
  where: z.string(),
  state: deviceStateSchema,
  /** Why it cannot be found by its binding, where that is the reason; `detail` in English. */
  problem: z
    .object({ code: z.enum(['noSuchDevice', 'ambiguous', 'swapped']), detail: z.string() })
    .nullable(),
  printer: printerStatusSchema.nullable(),
  cabinet: sensorsSchema.nullable(),
});
export type DeviceRow = z.infer<typeof deviceRowSchema>;

/** What came of trying a device. Nothing of a scan but its kind, its beginning and its length. */
export const trialResultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('print'),
    status: z.enum(['printed', 'unknown', 'failed']),
    reason: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('terminal'),
    ready: z.boolean(),
    status: z.string(),
    hostReachable: z.boolean().nullable(),
    terminalId: z.string().nullable(),
    undelivered: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('terminalSilent'), code: z.string() }),
  z.object({
    kind: z.literal('scan'),
    what: z.enum(['code', 'identityCard', 'staffCard', 'bankCard', 'chipCard', 'unreadable']),
    masked: z.string(),
    length: z.number().int(),
  }),
  z.object({ kind: z.literal('nothingCame') }),
  /** Which of the board's sensors changed while it was watched. */
  z.object({
    kind: z.literal('cabinet'),
    moved: z.array(sensorsSchema.keyof()),
  }),
]);
export type TrialResult = z.infer<typeof trialResultSchema>;

/** One device is tried at a time; the last result stays until the next. */
export const trialSchema = z.object({
  role: deviceRoleSchema,
  /** `null`: it runs. */
  result: trialResultSchema.nullable(),
});
export type Trial = z.infer<typeof trialSchema>;
