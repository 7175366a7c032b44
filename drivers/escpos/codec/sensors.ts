/** Status bits made into what is the matter (digest §11, §12). */
import type { StatusQuestion } from './real-time.ts';

export type Sensors = {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly feeding: boolean;
  readonly paperNearEnd: boolean;
  readonly paperEnd: boolean;
  readonly cutterError: boolean;
  readonly mechanicalError: boolean;
  readonly unrecoverable: boolean;
  /** Mends itself: a hot head. */
  readonly autoRecoverable: boolean;
  /** Paper stuck in the way out. */
  readonly jammed: boolean;
  /** A motor runs. */
  readonly moving: boolean;
  /** A ticket stands in the mouth of a presenter. */
  readonly ticketPresent: boolean;
};

export const healthySensors: Sensors = {
  offline: false,
  coverOpen: false,
  feeding: false,
  paperNearEnd: false,
  paperEnd: false,
  cutterError: false,
  mechanicalError: false,
  unrecoverable: false,
  autoRecoverable: false,
  jammed: false,
  moving: false,
  ticketPresent: false,
};

const has = (byte: number, bit: number): boolean => (byte & bit) !== 0;

/** All four bytes show the present state of everything. */
export const sensorsOfAsb = ([b1, b2, b3]: readonly [number, number, number, number]): Sensors => ({
  ...healthySensors,
  offline: has(b1, 0x08),
  coverOpen: has(b1, 0x20),
  feeding: has(b1, 0x40),
  paperNearEnd: has(b3, 0x03),
  paperEnd: has(b3, 0x0c),
  cutterError: has(b2, 0x08),
  mechanicalError: has(b2, 0x04),
  unrecoverable: has(b2, 0x20),
  autoRecoverable: has(b2, 0x40),
});

/** `before`, with what one `DLE EOT` answer says about its own part. */
export const sensorsOfAnswer = (
  before: Sensors,
  question: StatusQuestion,
  byte: number,
): Sensors => {
  switch (question) {
    case 1:
      return { ...before, offline: has(byte, 0x08) };
    case 2:
      return { ...before, coverOpen: has(byte, 0x04), feeding: has(byte, 0x08) };
    case 3:
      return {
        ...before,
        mechanicalError: has(byte, 0x04),
        cutterError: has(byte, 0x08),
        unrecoverable: has(byte, 0x20),
        autoRecoverable: has(byte, 0x40),
      };
    case 4:
      return { ...before, paperNearEnd: has(byte, 0x0c), paperEnd: has(byte, 0x60) };
  }
};
