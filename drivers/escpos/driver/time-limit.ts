import type { PrinterProfile } from '../profiles/profile.ts';

const LINE_DOTS = 48;
const OTHER_MM = 100; // a QR code, the way to the cutter
const SLACK_MS = 5_000;
const MM_PER_INCH = 25.4;

/**
 * How long after its last byte a job may take until the fence must have answered, ms (digest §13):
 * every line feed taken for a double-height line, every `ESC J` for its full length.
 */
export const confirmationLimitMs = (
  bands: readonly Uint8Array[],
  profile: PrinterProfile,
  bytesPerSecond: number,
): number => {
  let dots = 0;
  let bytes = 0;
  for (const band of bands) {
    bytes += band.length;
    band.forEach((byte, i) => {
      if (byte === 0x0a) dots += LINE_DOTS;
      if (byte === 0x1b && band[i + 1] === 0x4a) dots += band[i + 2] ?? 0;
    });
  }
  const mm = (dots * MM_PER_INCH) / profile.dotsPerInch + OTHER_MM;
  return Math.ceil((bytes / bytesPerSecond + mm / profile.slowestMmPerSecond) * 1000) + SLACK_MS;
};
