import type { PrinterProfile } from './profile.ts';

/** TM-T88IV and later on 80 mm paper, 180 dpi (digest §16, §17); the T88III answers no fence. */
export const epsonTmT88: PrinterProfile = {
  name: 'epson-tm-t88',
  dotsPerLine: 512,
  dotsPerInch: 180,
  fontA: { width: 12, height: 24, baseline: 21 },
  fontB: { width: 9, height: 17 },
  motionUnits: { x: 180, y: 180 },
  cut: 'partial',
  answersFence: true,
  canDiscard: true,
  automaticStatusMask: 0x0e,
  slowestMmPerSecond: 60,
  qrModuleMost: 16,
};
