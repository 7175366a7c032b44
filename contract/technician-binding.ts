/** What is plugged in, and which role plays on it, as a technician sees and changes it. */
import { z } from 'zod';
import { PRINTER_PROFILES } from './device-config.ts';
import { deviceRoleSchema } from './technician-devices.ts';

/** A place that a device can be bound to. */
export const pluggedSchema = z.object({
  /** Its node, or the path that the configuration names. */
  id: z.string(),
  kind: z.enum(['serial', 'hid', 'usbPrinter', 'smartCard']),
  /** What it calls itself, with serial number and port. */
  name: z.string(),
  likely: z.array(
    z.object({
      role: deviceRoleSchema,
      how: z.enum(['sure', 'likely', 'possible']),
      because: z.enum([
        'printerClass',
        'scannerUsage',
        'stripeUsage',
        'cardReaderClass',
        'knownMaker',
        'adapterChip',
        'serialPort',
      ]),
      name: z.string().nullable(),
    }),
  ),
  /** It types like a keyboard: its scans would go into whatever is shown. */
  keyboardMode: z.boolean(),
  boundTo: z.array(deviceRoleSchema),
  /** Roles that can be played over such a place. */
  fits: z.array(deviceRoleSchema),
});
export type Plugged = z.infer<typeof pluggedSchema>;

/** What became of the last change. `trial`: taken back by itself unless its devices answer in time. */
export const bindingSchema = z.object({
  state: z.enum(['trial', 'kept', 'takenBack']),
  roles: z.array(deviceRoleSchema),
  /** Of a trial, at this revision. */
  msLeft: z.number().int().nullable(),
});
export type Binding = z.infer<typeof bindingSchema>;

/** While a device is looked for by touching it: from where something came. */
export const listeningSchema = z.object({ heard: z.array(z.string()) });

export const BAUD_RATES = [9_600, 19_200, 38_400, 57_600, 115_200] as const;

export const bindWishSchema = z.object({
  role: deviceRoleSchema,
  place: z.string().max(4_096),
  /** Of a serial line; left out: as the protocol has it. */
  baudRate: z.union(BAUD_RATES.map((rate) => z.literal(rate))).optional(),
  /** Of the printer; left out: as it was. */
  profile: z.enum(PRINTER_PROFILES).optional(),
});
export type BindWish = z.infer<typeof bindWishSchema>;

export type BindProblem = 'noSuchPlace' | 'doesNotFit' | 'notValid' | 'notWritable' | 'onTrial';
