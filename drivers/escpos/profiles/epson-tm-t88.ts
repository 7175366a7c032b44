import { epson80mm203dpi } from './epson-80mm-203dpi.ts';
import type { PrinterProfile } from './profile.ts';

/** TM-T88IV and later on 80 mm paper, 180 dpi (digest §16, §17); the T88III answers no fence. */
export const epsonTmT88: PrinterProfile = {
  ...epson80mm203dpi,
  name: 'epson-tm-t88',
  dotsPerLine: 512,
  dotsPerInch: 180,
  motionUnits: { x: 180, y: 180 },
  slowestMmPerSecond: 60,
  headToCutterMm: 15,
};
