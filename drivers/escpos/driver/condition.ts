/** What the printer's own sensors mean for the kiosk. */
import type { MediaState } from '../../../contract/devices.ts';
import type { PrinterCondition, PrintOutcome } from '../../receipt-printer.ts';
import type { Sensors } from '../codec/sensors.ts';

export type Failure = Extract<PrintOutcome, { status: 'failed' }>['reason'];

/** How the line itself is: nothing else is known where it is not `answering`. */
export type Contact = 'answering' | 'unheard' | 'silent' | 'gone';

/** What the sensors alone do not tell. */
export type Known = {
  readonly presenter: boolean;
  /** The last ticket was taken back, or could not be. */
  readonly lastTicket: 'retracted' | 'stuck' | null;
  /** "Paper there" of this printer means something. */
  readonly paperSensor: boolean;
};

const broken = (sensors: Sensors): boolean =>
  sensors.unrecoverable || sensors.cutterError || sensors.mechanicalError || sensors.jammed;

const stateOf = (sensors: Sensors, known: Known): PrinterCondition['state'] => {
  if (broken(sensors)) return 'hardwareError';
  if (sensors.coverOpen || known.lastTicket === 'stuck') return 'userError';
  if (sensors.paperEnd) return 'offline';
  if (sensors.autoRecoverable || sensors.feeding) return 'deviceBusy';
  return sensors.offline ? 'offline' : 'online';
};

const paperOf = (sensors: Sensors, known: Known): PrinterCondition['paper'] => {
  if (sensors.jammed) return 'jammed';
  // The paper sensors lie while the cover is open (digest §1.24).
  if (sensors.coverOpen) return 'unknown';
  if (sensors.paperEnd) return 'out';
  if (sensors.paperNearEnd) return 'low';
  return known.paperSensor ? 'full' : 'unknown';
};

const mediaOf = (sensors: Sensors, known: Known): MediaState | null => {
  if (!known.presenter) return null;
  if (known.lastTicket === 'stuck' || sensors.jammed) return 'jammed';
  if (sensors.ticketPresent) return 'present';
  return known.lastTicket === 'retracted' ? 'retracted' : 'notPresent';
};

export const statusOf = (contact: Contact, sensors: Sensors, known: Known): PrinterCondition =>
  contact === 'answering'
    ? {
        state: stateOf(sensors, known),
        paper: paperOf(sensors, known),
        coverOpen: sensors.coverOpen,
        media: mediaOf(sensors, known),
      }
    : {
        state: contact === 'gone' ? 'noDevice' : 'offline',
        paper: 'unknown',
        coverOpen: false,
        media: known.presenter ? 'unknown' : null,
      };

/** What stops a running job for good; a hot head or a pressed feed key only makes it wait. */
export const faultOf = (sensors: Sensors): Failure | null => {
  if (broken(sensors)) return 'printerError';
  if (sensors.coverOpen) return 'coverOpen';
  return sensors.paperEnd ? 'paperOut' : null;
};

/** Why a job may not even begin. */
export const refusalOf = (sensors: Sensors): Failure | null =>
  faultOf(sensors) ??
  (sensors.offline || sensors.autoRecoverable || sensors.feeding ? 'offline' : null);
