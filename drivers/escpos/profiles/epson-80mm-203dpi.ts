import { EPSON_GRAPHICS } from './graphics.ts';
import type { PrinterProfile } from './profile.ts';

/** 80 mm paper at 203 dpi with the full command set: TM-T20II/III, TM-m30 (digest §16, §17). */
export const epson80mm203dpi: PrinterProfile = {
  name: 'epson-80mm-203dpi',
  dotsPerLine: 576,
  dotsPerInch: 203,
  fontA: { width: 12, height: 24, baseline: 21 },
  fontB: { width: 9, height: 17 },
  motionUnits: { x: 203, y: 203 },
  cut: 'partial',
  answersFence: true,
  canDiscard: true,
  recovers: true,
  statusBy: 'dleEot',
  automaticStatusMask: 0x0e,
  paperSensorTrusted: true,
  presenter: null,
  slowestMmPerSecond: 50,
  headToCutterMm: 12,
  shortestPieceMm: 0,
  nearEndMetres: 5,
  qrModuleMost: 16,
  graphics: EPSON_GRAPHICS,
};
