import { MOST_CHANGES, type StatusReport } from '../../contract/status-report.ts';

type Change = StatusReport['changes'][number];
type States = StatusReport['states'];

export type Changes = {
  /** Takes in how things stand; `true`: something is otherwise than before. */
  readonly look: (states: Readonly<Record<string, string>>, wallMs: number) => boolean;
  readonly states: () => States;
  /** The latest ones, the oldest first. */
  readonly recent: () => readonly Change[];
};

/** Remembers since when each thing is as it is. The first look is where it begins, no change. */
export const createChanges = (): Changes => {
  let states: States = {};
  /** Of what is not told just now too: a sensor that comes back as it went away has not changed. */
  const last = new Map<string, States[string]>();
  let recent: readonly Change[] = [];
  let number = 0;
  let begun = false;
  return {
    look: (now, wallMs) => {
      const at = new Date(wallMs).toISOString();
      const fresh: Change[] = [];
      const next: States = {};
      for (const [subject, state] of Object.entries(now)) {
        const before = last.get(subject);
        const kept = before?.state === state ? before : { state, since: at };
        last.set(subject, kept);
        next[subject] = kept;
        if (!begun || before?.state === state) continue;
        number += 1;
        fresh.push({ number, at, subject, state });
      }
      const changed = !begun || fresh.length > 0;
      states = next;
      recent = [...recent, ...fresh].slice(-MOST_CHANGES);
      begun = true;
      return changed;
    },
    states: () => states,
    recent: () => recent,
  };
};
