/** How often something may fail, and how long to wait before the next try. */
export type RecoveryRule = {
  /** Failures within the window that are still recovered from. */
  readonly tries: number;
  readonly windowMs: number;
  /** Before the first try; doubles with each further failure in the window. */
  readonly firstDelayMs: number;
};

export type Recovery =
  { readonly act: 'retry'; readonly afterMs: number } | { readonly act: 'giveUp' };

/** A count in a sliding window; giving up is for good: somebody must look. */
export class RecoveryBudget {
  readonly #rule: RecoveryRule;
  #failuresMs: readonly number[] = [];
  #spent = false;

  constructor(rule: RecoveryRule) {
    this.#rule = rule;
  }

  /** What to do about a failure at `nowMs` (monotonic). */
  failed(nowMs: number): Recovery {
    const { tries, windowMs, firstDelayMs } = this.#rule;
    this.#failuresMs = [...this.#failuresMs.filter((at) => nowMs - at < windowMs), nowMs];
    if (this.#failuresMs.length > tries) this.#spent = true;
    if (this.#spent) return { act: 'giveUp' };
    return { act: 'retry', afterMs: firstDelayMs * 2 ** (this.#failuresMs.length - 1) };
  }
}
