import type { PrinterProfile } from '../profiles/profile.ts';
import { concatBytes } from './bytes.ts';
import { automaticStatus, initialise, motionUnits, singleByteMode } from './commands.ts';

/** What every job begins with: `ESC @` forgets all settings and switches automatic status off (digest §1.7). */
export const jobSetup = (profile: PrinterProfile): Uint8Array =>
  concatBytes([
    initialise(),
    singleByteMode(),
    ...(profile.motionUnits === null
      ? []
      : [motionUnits(profile.motionUnits.x, profile.motionUnits.y)]),
    automaticStatus(profile.automaticStatusMask),
  ]);
