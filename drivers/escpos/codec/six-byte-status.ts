/**
 * The status of printers with a presenter: six bytes when asked, and the same bytes unasked at each change
 * (digest §15). Paper, user, recoverable and unrecoverable errors, one byte each.
 */
import type { Reply, ReplyParser } from './replies.ts';
import type { Sensors } from './sensors.ts';

const DLE = 0x10;
const XON = 0x11;
const XOFF = 0x13;
/** Bits of the byte behind DLE: which of the four follow. */
const PAPER = 0x01;
const USER = 0x02;
const RECOVERABLE = 0x04;
const UNRECOVERABLE = 0x08;
const PARTS: readonly number[] = [PAPER, USER, RECOVERABLE, UNRECOVERABLE];

/** Answered at once: `10 0F` and all four bytes. */
export const askSixBytes = (): Uint8Array => Uint8Array.of(DLE, 0x04, 0x14);

export type SixBytes = Extract<Reply, { kind: 'sixBytes' }>;

/** Takes the place of the reply parser: these frames begin with a byte that begins an Epson one, too (§1.27). */
export const createSixByteParser = (): ReplyParser => {
  /** Which bytes, and those that came; `null` between frames. */
  let open: number[] | null = null;

  const whole = (mask: number, values: readonly number[]): Reply => {
    const parts = PARTS.filter((part) => (mask & part) !== 0);
    const byteOf = (part: number): number | null => values[parts.indexOf(part)] ?? null;
    return {
      kind: 'sixBytes',
      paper: byteOf(PAPER),
      user: byteOf(USER),
      recoverable: byteOf(RECOVERABLE),
      unrecoverable: byteOf(UNRECOVERABLE),
    };
  };

  const take = (byte: number): readonly Reply[] => {
    if (byte === XON) return [{ kind: 'flow', may: 'send' }];
    if (byte === XOFF) return [{ kind: 'flow', may: 'wait' }];
    // No status byte has bit 10: a DLE inside a frame is the next one's begin.
    if (byte === DLE) {
      const lost = open;
      open = [byte];
      return (lost ?? []).map((b): Reply => ({ kind: 'noise', byte: b }));
    }
    if (open === null) return [{ kind: 'noise', byte }];
    open.push(byte);
    const [, mask = 0, ...values] = open;
    const wanted = PARTS.filter((part) => (mask & part) !== 0).length;
    if (wanted === 0 || mask > 0x0f) {
      const lost = open;
      open = null;
      return lost.map((b): Reply => ({ kind: 'noise', byte: b }));
    }
    if (values.length < wanted) return [];
    open = null;
    return [whole(mask, values)];
  };

  return {
    push: (chunk) => Array.from(chunk).flatMap(take),
    reset: () => {
      open = null;
    },
  };
};

const has = (byte: number, bits: number): boolean => (byte & bits) !== 0;

/** `before`, with what the bytes of one frame say about their own parts; models leave bits out. */
export const sensorsOfSixBytes = (before: Sensors, frame: SixBytes): Sensors => {
  let now = before;
  if (frame.paper !== null)
    now = {
      ...now,
      paperEnd: has(frame.paper, 0x01),
      paperNearEnd: has(frame.paper, 0x04 | 0x40),
      ticketPresent: has(frame.paper, 0x20),
    };
  if (frame.user !== null)
    now = {
      ...now,
      coverOpen: has(frame.user, 0x01 | 0x02),
      moving: has(frame.user, 0x04 | 0x08),
      feeding: has(frame.user, 0x20 | 0x40),
    };
  if (frame.recoverable !== null)
    now = {
      ...now,
      autoRecoverable: has(frame.recoverable, 0x01),
      mechanicalError: has(frame.recoverable, 0x08 | 0x80),
      jammed: has(frame.recoverable, 0x40),
    };
  if (frame.unrecoverable !== null)
    now = {
      ...now,
      cutterError: has(frame.unrecoverable, 0x01 | 0x02),
      unrecoverable: has(frame.unrecoverable, 0x04 | 0x08 | 0x80),
    };
  return { ...now, offline: stopped(now) };
};

/** It has no bit of its own for being offline. */
const stopped = (now: Sensors): boolean =>
  now.paperEnd ||
  now.coverOpen ||
  now.autoRecoverable ||
  now.mechanicalError ||
  now.jammed ||
  now.cutterError ||
  now.unrecoverable;
