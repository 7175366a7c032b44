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

export const printerStatusSchema = z.object({
  state: deviceStateSchema,
  paper: paperStateSchema,
  coverOpen: z.boolean(),
});
export type PrinterStatus = z.infer<typeof printerStatusSchema>;

export const terminalStatusSchema = z.object({ state: deviceStateSchema });
export type TerminalStatus = z.infer<typeof terminalStatusSchema>;
