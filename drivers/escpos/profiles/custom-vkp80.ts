import { generic80mm } from './generic-80mm.ts';
import type { PrinterProfile } from './profile.ts';

/**
 * Custom VKP80II, and VKP80III set to VKP80II emulation (digest §15): the VKP80III's own commands have no
 * established way to retract. It answers no fence; the sensor at the mouth proves a ticket instead.
 * Fonts and steps are not established: look at the proof page. Retracting must be enabled in its set-up.
 */
export const customVkp80: PrinterProfile = {
  ...generic80mm,
  name: 'custom-vkp80',
  cut: 'full',
  statusBy: 'sixBytes',
  automaticStatusMask: 0x0f,
  paperSensorTrusted: true,
  presenter: { presentSteps: 100, retracts: true, retractMs: 10_000 },
  shortestPieceMm: 70,
};
