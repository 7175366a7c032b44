/** What the printer's own sensors mean for the kiosk. */
import type { PrinterStatus } from '../../../contract/devices.ts';
import type { PrintOutcome } from '../../receipt-printer.ts';
import type { Sensors } from '../codec/sensors.ts';

export type Failure = Extract<PrintOutcome, { status: 'failed' }>['reason'];

/** How the line itself is: nothing else is known where it is not `answering`. */
export type Contact = 'answering' | 'unheard' | 'silent' | 'gone';

const stateOf = (sensors: Sensors): PrinterStatus['state'] => {
  if (sensors.unrecoverable || sensors.cutterError || sensors.mechanicalError)
    return 'hardwareError';
  if (sensors.coverOpen) return 'userError';
  if (sensors.paperEnd) return 'offline';
  if (sensors.autoRecoverable || sensors.feeding) return 'deviceBusy';
  return sensors.offline ? 'offline' : 'online';
};

const paperOf = (sensors: Sensors): PrinterStatus['paper'] => {
  // The paper sensors lie while the cover is open (digest §1.24).
  if (sensors.coverOpen) return 'unknown';
  if (sensors.paperEnd) return 'out';
  return sensors.paperNearEnd ? 'low' : 'full';
};

export const statusOf = (contact: Contact, sensors: Sensors): PrinterStatus => {
  if (contact === 'gone') return { state: 'noDevice', paper: 'unknown', coverOpen: false };
  if (contact !== 'answering') return { state: 'offline', paper: 'unknown', coverOpen: false };
  return { state: stateOf(sensors), paper: paperOf(sensors), coverOpen: sensors.coverOpen };
};

/** What stops a running job for good; a hot head or a pressed feed key only makes it wait. */
export const faultOf = (sensors: Sensors): Failure | null => {
  if (sensors.unrecoverable || sensors.cutterError || sensors.mechanicalError)
    return 'printerError';
  if (sensors.coverOpen) return 'coverOpen';
  return sensors.paperEnd ? 'paperOut' : null;
};

/** Why a job may not even begin. */
export const refusalOf = (sensors: Sensors): Failure | null =>
  faultOf(sensors) ??
  (sensors.offline || sensors.autoRecoverable || sensors.feeding ? 'offline' : null);
