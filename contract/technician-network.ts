/** The way to the gateway, tried step by step. */
import { z } from 'zod';

export const NETWORK_STAGES = ['link', 'dns', 'tls', 'gateway', 'clock'] as const;

export const networkCodeSchema = z.enum([
  'fine',
  'notNeeded', // an address in numbers; a connection in the clear, which only a development kiosk has
  'noLink', // no cable, no radio, or no address given
  'noName', // the name is not known
  'noAnswer', // nothing answered in time
  'unreachable',
  'refused', // a machine answered that nobody listens there
  'expired',
  'notYetValid', // or our own clock is behind
  'wrongName',
  'untrusted',
  'closed', // the connection ended in the middle
  'trouble', // it answered, but not as the gateway does
  'notKnown', // the gateway does not take this kiosk's signature
  'skew',
]);
export type NetworkCode = z.infer<typeof networkCodeSchema>;

export const networkStageSchema = z.object({
  stage: z.enum(NETWORK_STAGES),
  state: z.enum(['waiting', 'running', 'good', 'bad']),
  /** `null` until it is known. */
  code: networkCodeSchema.nullable(),
  /** Interface, address, status or seconds; `null`: nothing to say. */
  detail: z.string().nullable(),
});
export type NetworkStage = z.infer<typeof networkStageSchema>;
