import { sleep, type Clock } from '../../contract/clock.ts';
import { journalHeadSchema } from '../../contract/heads.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Log } from '../log.ts';
import type { Heads, KeptAnchor } from './heads.ts';
import type { Journal } from './journal.ts';

/** A head is told after so many facts, and in any case once nothing more is written: after each payment. */
export const FACTS_BETWEEN = 20;
/** How often it is looked whether there is something to tell. */
const LOOK_EVERY_MS = 2_000;
/** A gateway that does not take it is left alone for so long. */
const AFTER_FAILURE_MS = 30_000;

export type Anchoring = {
  /** Why this journal is not the one that the gateway remembers; `null` as long as nothing says so. */
  readonly contradiction: () => string | null;
  readonly stop: () => Promise<void>;
};

/**
 * Lets the gateway remember how far the journal has come, and hears of it when that was further once:
 * then its end was cut off, and nothing may be sold until it is rebuilt.
 */
export const startAnchoring = (deps: {
  readonly journal: Journal;
  readonly heads: Heads;
  /** The copy on the second medium. */
  readonly kept: KeptAnchor;
  readonly gateway: Pick<Gateway, 'anchorHead'>;
  readonly online: () => boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
  readonly onBug: (cause: unknown) => void;
}): Anchoring => {
  const { journal, heads, clock } = deps;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let toldSeq: number | null = null;
  let lookedSeq = 0;
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let contradiction: string | null = null;

  const isDue = (): boolean => {
    const seq = journal.nextSeq() - 1;
    const isQuiet = seq === lookedSeq;
    lookedSeq = seq;
    if (!deps.online() || clock.monotonicMs() < notBeforeMs) return false;
    if (toldSeq === null || seq - toldSeq >= FACTS_BETWEEN) return true;
    return seq > toldSeq && isQuiet;
  };

  const tell = async (): Promise<void> => {
    const head = heads.now(clock.wallMs());
    const answer = await deps.gateway.anchorHead(head);
    if (isStopping()) return;
    if (!answer.ok) {
      notBeforeMs = clock.monotonicMs() + AFTER_FAILURE_MS;
      return;
    }
    toldSeq = head.seq;
    const highest = journalHeadSchema.parse(answer.value.highest);
    contradiction = heads.contradicts(highest);
    if (contradiction === null) {
      deps.kept.write(highest);
      return;
    }
    deps.log('journal.contradicted', { why: contradiction });
    deps.onChange();
  };

  const run = async (): Promise<void> => {
    while (!isStopping() && contradiction === null) {
      if (isDue()) await tell();
      await sleep(clock, LOOK_EVERY_MS, stopping.signal);
    }
  };
  const running = run().catch(deps.onBug);

  return {
    contradiction: () => contradiction,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
