/** What the printer's sensors and its error latch say. */
export type Sensors = {
  paper: 'full' | 'low' | 'out';
  coverOpen: boolean;
  /** The cover was opened while something was being printed; over when it is closed. */
  openedWhilePrinting: boolean;
  cutterJam: boolean;
  headHot: boolean;
  unrecoverable: boolean;
  /** Paper stuck on its way. Where there is no sensor for it, a mechanical error. */
  jam: boolean;
  motor: boolean;
  ticketAtMouth: boolean;
};

export const HEALTHY: Readonly<Sensors> = {
  paper: 'full',
  coverOpen: false,
  openedWhilePrinting: false,
  cutterJam: false,
  headHot: false,
  unrecoverable: false,
  jam: false,
  motor: false,
  ticketAtMouth: false,
};

const autoRecoverable = (s: Readonly<Sensors>): boolean => s.headHot || s.openedWhilePrinting;

const inError = (s: Readonly<Sensors>): boolean =>
  s.cutterJam || s.jam || s.unrecoverable || autoRecoverable(s);

/** Not executing what is in the buffer (digest §14). */
export const isOffline = (s: Readonly<Sensors>): boolean =>
  s.coverOpen || s.paper === 'out' || inError(s);

const bits = (...pairs: readonly (readonly [boolean, number])[]): number =>
  pairs.reduce((sum, [on, bit]) => (on ? sum | bit : sum), 0);

/** The answer to `10 04 n`, n 1–4 (digest §11). */
export const realtimeStatus = (n: number, s: Readonly<Sensors>): number => {
  const fixed = 0x12;
  switch (n) {
    case 1:
      return fixed | bits([isOffline(s), 0x08]);
    case 2:
      return fixed | bits([s.coverOpen, 0x04], [s.paper === 'out', 0x20], [inError(s), 0x40]);
    case 3:
      return (
        fixed |
        bits(
          [s.jam, 0x04],
          [s.cutterJam, 0x08],
          [s.unrecoverable, 0x20],
          [autoRecoverable(s), 0x40],
        )
      );
    default:
      return fixed | bits([s.paper === 'low', 0x0c], [s.paper === 'out', 0x60]);
  }
};

/** The four bytes of an automatic status (digest §12). */
export const automaticStatus = (s: Readonly<Sensors>): Uint8Array =>
  Uint8Array.of(
    0x10 | bits([isOffline(s), 0x08], [s.coverOpen, 0x20]),
    bits([s.jam, 0x04], [s.cutterJam, 0x08], [s.unrecoverable, 0x20], [autoRecoverable(s), 0x40]),
    bits([s.paper === 'low', 0x03], [s.paper === 'out', 0x0c]),
    0x00,
  );

/** The answer to `10 04 14` (digest §15): paper, user, recoverable, unrecoverable. */
export const sixBytes = (s: Readonly<Sensors>): Uint8Array =>
  Uint8Array.of(
    0x10,
    0x0f,
    bits([s.paper === 'out', 0x01], [s.paper === 'low', 0x04], [s.ticketAtMouth, 0x20]),
    bits([s.coverOpen, 0x02], [s.motor, 0x08]),
    bits([s.headHot, 0x01], [s.jam, 0x40]),
    bits([s.cutterJam, 0x01], [s.unrecoverable, 0x08]),
  );

/** Whether the change from one status to the next is one that `GS a` mask asked to hear of (digest §12). */
export const isReported = (mask: number, before: Uint8Array, now: Uint8Array): boolean => {
  const changed = (byte: number, bit: number): boolean =>
    (((before[byte] ?? 0) ^ (now[byte] ?? 0)) & bit) !== 0;
  return (
    ((mask & 0x01) !== 0 && changed(0, 0x04)) ||
    ((mask & 0x02) !== 0 && (changed(0, 0x68) || changed(1, 0x01))) ||
    ((mask & 0x04) !== 0 && changed(1, 0x6c)) ||
    ((mask & 0x08) !== 0 && changed(2, 0x0f)) ||
    ((mask & 0x40) !== 0 && changed(1, 0x02))
  );
};
