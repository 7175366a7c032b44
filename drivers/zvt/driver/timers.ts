/** The protocol's timers, in milliseconds (digest §4). */
export type ZvtTimers = {
  /** Most between two bytes of a frame. */
  readonly t1Ms: number;
  /** A frame to its ACK or NAK; then it is sent again. */
  readonly t2Ms: number;
  /** A command to its answer. */
  readonly t3Ms: number;
  /** The answer to the Completion; every intermediate status and status information restarts it. */
  readonly t4Ms: number;
  /** By when every message of the terminal is answered, `84 9C` if need be (digest §4, advice). */
  readonly answerWithinMs: number;
};

/** Timers are looked at twice, this far apart: a busy machine reads late what came in time. */
export const LATE_READ_GRACE_MS = 50;

export const DEFAULT_TIMERS: ZvtTimers = {
  t1Ms: 200,
  t2Ms: 5_000,
  t3Ms: 5_000,
  t4Ms: 180_000,
  answerWithinMs: 4_000,
};
