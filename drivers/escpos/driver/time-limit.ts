import type { PrinterProfile } from '../profiles/profile.ts';
import { createPaperCounter } from './paper-fed.ts';

/** The way to the cutter, and what the count may have missed. */
const OTHER_MM = 50;

/** How long a job takes from its last byte on at the most, ms: its bytes on the line and its paper. */
export const printingMs = (
  bands: readonly Uint8Array[],
  profile: PrinterProfile,
  bytesPerSecond: number,
): number => {
  const paper = createPaperCounter(profile);
  let bytes = 0;
  for (const band of bands) {
    bytes += band.length;
    paper.push(band);
  }
  const mm = paper.take() + OTHER_MM;
  return Math.ceil((bytes / bytesPerSecond + mm / profile.slowestMmPerSecond) * 1000);
};
