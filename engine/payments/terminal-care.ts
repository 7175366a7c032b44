import { sleep, type Clock } from '../../contract/clock.ts';
import type { CardTerminal, EndOfDayTotals } from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import type { Log } from '../log.ts';
import type { Mutex } from '../mutex.ts';

export type TerminalCare = { readonly wake: () => void; readonly stop: () => Promise<void> };

/** A terminal that refused what it had asked for is left alone for so long. */
export const CARE_AGAIN_MS = 60_000;

/**
 * Gives the terminal what it demands before it sells again: its end of day (`F0`, `6A`, `B1`) or a
 * diagnosis. Never while a payment or a reversal still needs its memory, which an end of day empties.
 */
export const createTerminalCare = (deps: {
  readonly terminal: TerminalRole;
  readonly mutex: Mutex;
  readonly clock: Clock;
  /** A payment is in doubt, or money is on its way back. */
  readonly owed: () => boolean;
  readonly onDayClosed: (totals: EndOfDayTotals | null) => void;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): TerminalCare => {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;

  const wanted = (): 'endOfDay' | 'diagnosis' | null => {
    const needs = deps.terminal.needs();
    if (needs !== 'endOfDay' && needs !== 'diagnosis') return null;
    return deps.owed() || stopping.signal.aborted ? null : needs;
  };

  const closeDay = async (terminal: CardTerminal): Promise<boolean> => {
    const end = await terminal.endOfDay({
      onReply: () => undefined,
      // The totals are read from the terminal's own fields; nobody waits for this paper.
      onReceiptText: () => Promise.resolve(),
    });
    if (end.kind !== 'closed') {
      const code = end.kind === 'refused' ? end.resultCode : end.problem.code;
      deps.log('terminal.endOfDayFailed', { kind: end.kind, code });
      return false;
    }
    deps.log('terminal.dayClosed', {
      count: end.totals?.count ?? 'unknown',
      totalFils: end.totals?.totalFils ?? 'unknown',
    });
    deps.onDayClosed(end.totals);
    deps.terminal.dayClosed();
    return true;
  };

  const give = (): Promise<boolean> =>
    deps.mutex(async () => {
      const need = wanted();
      const terminal = deps.terminal.terminal();
      if (need === null || terminal === null) return true;
      if (need === 'endOfDay') return closeDay(terminal);
      const found = await terminal.diagnose();
      return found.ok && found.value.ready;
    });

  const run = async (): Promise<void> => {
    while (!(await give())) await sleep(deps.clock, CARE_AGAIN_MS, stopping.signal);
  };

  const wake = (): void => {
    if (running !== null || wanted() === null) return;
    running = run().then(() => {
      running = null;
    }, deps.onBug);
  };

  return {
    wake,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
