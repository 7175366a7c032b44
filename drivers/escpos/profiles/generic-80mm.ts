import { PLAIN_GRAPHICS } from './graphics.ts';
import type { PrinterProfile } from './profile.ts';

/**
 * An 80 mm clone of which nothing is known but that it answers `DLE EOT` (digest §17): no automatic status,
 * no fence, no discard, perhaps constant answers. A receipt on it is never *printed*, always *unknown*.
 */
export const generic80mm: PrinterProfile = {
  name: 'generic-80mm',
  dotsPerLine: 576,
  dotsPerInch: 203,
  fontA: { width: 12, height: 24, baseline: 21 },
  fontB: { width: 9, height: 17 },
  motionUnits: { x: 203, y: 203 },
  cut: 'partial',
  answersFence: false,
  canDiscard: false,
  recovers: false,
  statusBy: 'dleEot',
  automaticStatusMask: 0,
  paperSensorTrusted: false,
  presenter: null,
  slowestMmPerSecond: 50,
  headToCutterMm: 12,
  shortestPieceMm: 10,
  nearEndMetres: 5,
  qrModuleMost: 7,
  graphics: PLAIN_GRAPHICS,
};
