import type { PrinterProfile } from '../profiles/profile.ts';
import { concatBytes, requireRange } from './bytes.ts';
import { automaticStatus, initialise, motionUnits, singleByteMode } from './commands.ts';

/** Asks the printer to tell changes unasked; nothing for one that has no such command. */
export const unaskedStatus = ({ statusBy, automaticStatusMask }: PrinterProfile): Uint8Array => {
  if (automaticStatusMask === 0) return new Uint8Array();
  return statusBy === 'sixBytes'
    ? Uint8Array.of(0x1d, 0xe0, requireRange('mask', automaticStatusMask, 1, 0x0f))
    : automaticStatus(automaticStatusMask);
};

/** What every job begins with: `ESC @` forgets all settings and switches automatic status off (digest §1.7). */
export const jobSetup = (profile: PrinterProfile): Uint8Array =>
  concatBytes([
    initialise(),
    singleByteMode(),
    ...(profile.motionUnits === null
      ? []
      : [motionUnits(profile.motionUnits.x, profile.motionUnits.y)]),
    unaskedStatus(profile),
  ]);
