/** What moves a ticket in a presenter (digest §15, `GS e`). Each is done when its turn comes. */
import { requireRange } from './bytes.ts';

/** Hands the cut ticket out, `steps` of the model's own. */
export const presentTicket = (steps: number): Uint8Array =>
  Uint8Array.of(0x1d, 0x65, 3, requireRange('steps', steps, 1, 255));

/** Takes it back inside, where the printer's set-up allows that. */
export const retractTicket = (): Uint8Array => Uint8Array.of(0x1d, 0x65, 2);

/** Throws it out at the front. */
export const ejectTicket = (): Uint8Array => Uint8Array.of(0x1d, 0x65, 5);
