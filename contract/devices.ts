import { z } from 'zod';

/** Device states in XFS4IoT's words. */
export const deviceStateSchema = z.enum([
  'online',
  'offline',
  'powerOff',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'fraudAttempt',
]);
export type DeviceState = z.infer<typeof deviceStateSchema>;

export const paperStateSchema = z.enum(['full', 'low', 'out', 'jammed', 'unknown']);
export type PaperState = z.infer<typeof paperStateSchema>;

/**
 * The ticket in a presenter. `present`: it waits in the mouth to be taken; `notPresent` after that: it was
 * taken; `retracted`: nobody took it, the printer has it back; `jammed`: it can neither come nor go.
 */
export const mediaStateSchema = z.enum(['notPresent', 'present', 'retracted', 'jammed', 'unknown']);
export type MediaState = z.infer<typeof mediaStateSchema>;

export const printerStatusSchema = z.object({
  state: deviceStateSchema,
  paper: paperStateSchema,
  coverOpen: z.boolean(),
  /** `null`: the printer has no presenter. */
  media: mediaStateSchema.nullable(),
  /** Forecast from the millimetres fed since the roll was new; `null` while there is nothing to go by. */
  receiptsLeft: z.number().int().nonnegative().nullable(),
});
export type PrinterStatus = z.infer<typeof printerStatusSchema>;

export const terminalStatusSchema = z.object({ state: deviceStateSchema });
export type TerminalStatus = z.infer<typeof terminalStatusSchema>;

/** Where the card reader is, as seen by who stands before the screen. */
export const cardReaderPlaceSchema = z.enum(['below', 'left', 'right']);
export type CardReaderPlace = z.infer<typeof cardReaderPlaceSchema>;
