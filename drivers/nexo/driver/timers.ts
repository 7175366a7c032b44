/** Milliseconds (nexo digest §9). */
export type NexoTimers = {
  readonly connectMs: number;
  readonly tlsMs: number;
  /** Answer to a payment: a shorter one gives up while the terminal still takes the money (§1.13). */
  readonly paymentMs: number;
  /** Answer to anything else. */
  readonly answerMs: number;
  /** Before a status question or a reversal that was answered `Busy` is asked again. */
  readonly againMs: number;
  /** `NotFound` is believed after a second one so long after the first … */
  readonly notFoundAgainMs: number;
  /** … and a third so long after it: longer than any payment lasts. */
  readonly notFoundFinalMs: number;
};

export const DEFAULT_TIMERS: NexoTimers = {
  connectMs: 5_000,
  tlsMs: 10_000,
  paymentMs: 130_000,
  answerMs: 15_000,
  againMs: 3_000,
  notFoundAgainMs: 10_000,
  notFoundFinalMs: 300_000,
};
