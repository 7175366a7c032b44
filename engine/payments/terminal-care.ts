import { sleep, type Clock } from '../../contract/clock.ts';
import type { CardTerminal, EndOfDayOutcome } from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import type { Log } from '../log.ts';
import type { Mutex } from '../mutex.ts';
import type { DayBook, DayCause } from './day-book.ts';
import { baselineOf, isElsewhere, sameBaseline } from './last-transaction.ts';

export type TerminalCare = { readonly wake: () => void; readonly stop: () => Promise<void> };

/** A terminal that refused what it had asked for is left alone for so long. */
export const CARE_AGAIN_MS = 60_000;
/** How often the clock is looked at for an end of day of our own. */
export const PLAN_EVERY_MS = 30_000;

type Wanted =
  { readonly give: 'endOfDay'; readonly cause: DayCause } | { readonly give: 'diagnosis' };

/**
 * Closes the terminal's day in an idle window, and gives it what it demands before it sells again: its
 * end of day (`F0`, `6A`, `B1`) or a diagnosis. Never while a payment or a reversal still needs its
 * memory, which an end of day empties.
 */
export const createTerminalCare = (deps: {
  readonly terminal: TerminalRole;
  readonly mutex: Mutex;
  readonly clock: Clock;
  readonly book: DayBook;
  /** Whether the plan would close the day now. */
  readonly due: () => 'idle' | 'overdue' | null;
  /** A payment is in doubt, or money is on its way back. */
  readonly owed: () => boolean;
  readonly onDayClosed: () => void;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): TerminalCare => {
  const { book, clock } = deps;
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let cancelPlan: () => void = () => undefined;

  const wish = (): Wanted | null => {
    if (stopping.signal.aborted || deps.terminal.terminal() === null) return null;
    const needs = deps.terminal.needs();
    if (needs === 'diagnosis') return { give: needs };
    if (needs === 'endOfDay') return { give: needs, cause: 'demanded' };
    const atRest = needs === null && deps.terminal.status().state === 'online';
    const cause = atRest ? deps.due() : null;
    return cause === null ? null : { give: 'endOfDay', cause };
  };
  /** Asked at every commit: what costs a look into the journal comes last. */
  const wanted = (): Wanted | null => {
    const need = wish();
    return need === null || deps.owed() ? null : need;
  };

  const recordClosed = (totals: Parameters<DayBook['closed']>[0]): void => {
    const report = book.closed(totals);
    deps.log('terminal.dayClosed', {
      cause: report.cause,
      count: report.terminal?.count ?? 'unknown',
      totalFils: report.terminal?.fils ?? 'unknown',
      journalFils: report.journal.fils,
    });
    if (report.terminal?.fils !== report.journal.fils) {
      deps.log('terminal.totalsDiffer', {
        terminalFils: report.terminal?.fils ?? 'unknown',
        journalFils: report.journal.fils,
        unclear: report.entries.filter(({ standing }) => standing === 'unclear').length,
      });
    }
    deps.onDayClosed();
    deps.terminal.dayClosed();
  };

  const conclude = (end: EndOfDayOutcome): boolean => {
    if (end.kind === 'closed') {
      recordClosed(end.totals);
      return true;
    }
    if (end.kind !== 'inDoubt') book.notClosed();
    const code = end.kind === 'refused' ? end.resultCode : end.problem.code;
    deps.log('terminal.endOfDayFailed', { kind: end.kind, code });
    return false;
  };

  const closeDay = async (terminal: CardTerminal, cause: DayCause): Promise<boolean> => {
    const last = await terminal.lastTransaction(null);
    const pending = book.pending();
    if (pending !== null && last.ok && last.value?.endOfDay === true) {
      // The closing whose answer was lost: what the terminal repeats has its total.
      const { baseline } = pending;
      const now = baselineOf(last.value);
      // Neither the day that was the last before, nor another terminal's.
      if (baseline !== null && !sameBaseline(baseline, now) && !isElsewhere(baseline, now)) {
        recordClosed({ count: null, totalFils: last.value.authorisation.amountFils });
        return true;
      }
    }
    book.begin(cause, last.ok ? baselineOf(last.value) : null);
    return conclude(
      await terminal.endOfDay({
        onReply: () => undefined,
        // The totals are read from the terminal's own fields; nobody waits for this paper.
        onReceiptText: () => Promise.resolve(),
      }),
    );
  };

  const give = (): Promise<boolean> =>
    deps.mutex(async () => {
      const need = wanted();
      const terminal = deps.terminal.terminal();
      if (need === null || terminal === null) return true;
      if (need.give === 'endOfDay') return closeDay(terminal, need.cause);
      const found = await terminal.diagnose();
      return found.ok && found.value.ready;
    });

  const run = async (): Promise<void> => {
    // A terminal that says it is content and goes on asking is asked again: no change wakes us then.
    while (!(await give()) || wanted() !== null) {
      await sleep(clock, CARE_AGAIN_MS, stopping.signal);
      if (stopping.signal.aborted) return;
    }
  };

  const wake = (): void => {
    if (running !== null || wanted() === null) return;
    running = run().then(() => {
      running = null;
    }, deps.onBug);
  };

  const plan = (): void => {
    cancelPlan = clock.after(PLAN_EVERY_MS, () => {
      wake();
      plan();
    });
  };
  plan();

  return {
    wake,
    stop: async () => {
      stopping.abort();
      cancelPlan();
      await running;
    },
  };
};
