import type { Clock } from '../../contract/clock.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { FINAL_STATES, paymentStateSchema } from '../../contract/payment.ts';
import type { Journal } from '../journal/journal.ts';
import type { Item, Worth } from './buffer.ts';
import { logRecordOf } from './encode.ts';
import { lineOfFact, spansOf } from './payment-story.ts';
import type { Recorder } from './recorder.ts';
import type { Level } from './vocabulary.ts';

export const WORTH: Readonly<Record<Level, Worth>> = { debug: 0, info: 2, warn: 3, error: 3 };
const TRACE_WORTH: Worth = 2;

/** After a restart so many of the latest payments are looked through for what was not told yet. */
const LOOK_BACK = 200;
const READ_AFTER_MS = 250;
const UNFINISHED = paymentStateSchema.options.filter((state) => !FINAL_STATES.includes(state));

/**
 * Tells the payments' story from the journal, each fact once: how far it was read is kept in the same
 * transaction as what was made of it. It reads after the commit, by a timer, never within.
 */
export const watchJournal = (deps: {
  readonly journal: Pick<Journal, 'history' | 'onCommit' | 'nextSeq' | 'latest' | 'inStates'>;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly wants: (level: Level) => boolean;
}): (() => void) => {
  const { journal, recorder, clock } = deps;
  const changed = new Set<PaymentId>();
  let cancel: (() => void) | null = null;
  let stopped = false;

  const itemsOf = (ids: Iterable<PaymentId>, after: number, upTo: number): readonly Item[] => {
    const found: { readonly seq: number; readonly item: Item }[] = [];
    for (const id of ids) {
      const history = journal.history(id);
      for (const event of history) {
        if (event.seq <= after || event.seq > upTo) continue;
        const line = lineOfFact(event);
        if (line === null || !deps.wants(line.level)) continue;
        const body = logRecordOf(line, event.atMs);
        found.push({ seq: event.seq, item: { signal: 'logs', worth: WORTH[line.level], body } });
      }
      for (const { seq, span } of spansOf(history))
        if (seq > after && seq <= upTo)
          found.push({ seq, item: { signal: 'traces', worth: TRACE_WORTH, body: span } });
    }
    return found.toSorted((a, b) => a.seq - b.seq).map(({ item }) => item);
  };
  const read = (): void => {
    cancel = null;
    const told = recorder.with((buffer) => {
      const upTo = journal.nextSeq() - 1;
      const after = buffer.journalSeq();
      // Neither a new buffer nor a journal that was made anew begins with a kiosk's whole life.
      buffer.add(after === null || after > upTo ? [] : itemsOf(changed, after, upTo), upTo);
      return true;
    });
    if (told === true) changed.clear();
    else later(); // the journal keeps what the buffer should have
  };
  const later = (): void => {
    if (!stopped) cancel ??= clock.after(READ_AFTER_MS, read);
  };
  for (const { paymentId } of [...journal.latest(LOOK_BACK), ...journal.inStates(UNFINISHED)])
    changed.add(paymentId);
  read();
  const forget = journal.onCommit(({ paymentId }) => {
    changed.add(paymentId);
    later();
  });
  return () => {
    stopped = true;
    forget();
    cancel?.();
    read();
  };
};
