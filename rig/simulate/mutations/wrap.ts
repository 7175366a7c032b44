import type { CardTerminal } from '../../../drivers/card-terminal.ts';
import type { EngineDeps } from '../../../engine/engine-deps.ts';
import type { Commit, Journal } from '../../../engine/journal/journal.ts';
import type { Sabotage } from '../world/sabotage.ts';

/** The engine with another card terminal before it, made of the true one. */
export const throughTerminal = (
  change: (terminal: CardTerminal, deps: EngineDeps) => Partial<CardTerminal>,
): Sabotage => ({
  engine: (deps) => {
    const changed = new WeakMap<CardTerminal, CardTerminal>();
    const wrap = (terminal: CardTerminal): CardTerminal => {
      const known = changed.get(terminal) ?? { ...terminal, ...change(terminal, deps) };
      changed.set(terminal, known);
      return known;
    };
    const { terminal: role } = deps;
    return {
      ...deps,
      terminal: {
        ...role,
        terminal: () => {
          const now = role.terminal();
          return now === null ? null : wrap(now);
        },
      },
    };
  },
});

/** The engine with another journal under it, made of the true one. */
export const throughJournal = (change: (journal: Journal) => Partial<Journal>): Sabotage => ({
  engine: (deps) => ({ ...deps, journal: { ...deps.journal, ...change(deps.journal) } }),
});

/** The engine with every commit rewritten before the journal gets it. */
export const throughCommits = (rewrite: (commit: Commit, journal: Journal) => Commit): Sabotage =>
  throughJournal((journal) => ({ commit: (commit) => journal.commit(rewrite(commit, journal)) }));
