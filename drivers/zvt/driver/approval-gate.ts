import { sleep, type Clock } from '../../../contract/clock.ts';

export type Decision = 'accept' | 'refuse';

/** `later`: not decided within the time there is; `failed`: the hook threw. */
export type GateAnswer = Decision | 'later' | 'failed';

export interface ApprovalGate<T> {
  /**
   * Asks the hook about an approval, once for equal `key`s, and waits for its decision for at
   * most the time in which the terminal must be answered.
   */
  offer(key: string, approval: T): Promise<GateAnswer>;
  /** The last approval that was offered. */
  readonly offered: T | null;
  /** When no hook runs any more: before that no outcome may be told. */
  settled(): Promise<void>;
}

type Offer<T> = {
  readonly key: string;
  readonly approval: T;
  readonly answer: Promise<Decision | 'failed'>;
};

export const createApprovalGate = <T>(
  decide: (approval: T) => Promise<Decision>,
  clock: Clock,
  answerWithinMs: number,
  onFailure: (error: unknown) => void,
): ApprovalGate<T> => {
  let last: Offer<T> | null = null;

  const ask = async (approval: T): Promise<Decision | 'failed'> => {
    try {
      return await decide(approval);
    } catch (error) {
      onFailure(error);
      return 'failed';
    }
  };

  return {
    offer: async (key, approval) => {
      if (last?.key !== key) {
        await last?.answer;
        last = { key, approval, answer: ask(approval) };
      }
      const decided = new AbortController();
      const tooLate = sleep(clock, answerWithinMs, decided.signal).then(() => 'later' as const);
      const answer = await Promise.race([last.answer, tooLate]);
      decided.abort();
      return answer;
    },
    get offered() {
      return last?.approval ?? null;
    },
    settled: async () => {
      await last?.answer;
    },
  };
};
