import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type {
  Difference,
  ProposalProblem,
  ProposedFrom,
  Settings,
  SettingsWhy,
} from '../../contract/technician-settings.ts';
import { differences } from '../config/differences.ts';
import type { SettingsHistory } from '../config/settings-history.ts';
import {
  checkedConfig,
  exportable,
  settingsOf,
  takenOver,
  withSettings,
} from '../config/settings.ts';
import { handOut } from './hand-out.ts';
import type { Bindings } from './binding.ts';
import type { Session } from './session.ts';

const MOST_BYTES = 256 * 1024;
const MOST_FILES = 20;

export type SettingsDesk = {
  readonly show: (on: boolean) => void;
  readonly shown: () => Settings | null;
  readonly history: SettingsHistory['list'];
  readonly propose: (from: ProposedFrom | null) => void;
  /** Puts what is proposed on trial; the changes, or why not. */
  readonly apply: (why: SettingsWhy) => Result<readonly Difference[], ProposalProblem['code']>;
  /** Where it was written; `null`: nowhere. */
  readonly exportTo: () => string | null;
  /** For `Bindings`: notes what was put in the place of the file. */
  readonly onStaged: (before: string, text: string, how: 'binding' | 'settings') => void;
  readonly onDecided: (state: 'kept' | 'takenBack') => void;
};

const of = (code: ProposalProblem['code']): ProposalProblem => ({
  code,
  path: null,
  allowed: null,
});

/**
 * The kiosk's configuration for whoever signed in: what it is, what a proposal would change, on trial with
 * the way back, its history, and files to and from sticks.
 */
export const createSettingsDesk = (deps: {
  readonly config: KioskConfig;
  /** `kiosk.json`. */
  readonly path: string;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly history: SettingsHistory;
  readonly bindings: () => Pick<Bindings, 'stage'>;
  readonly who: () => Session['technician'] | null;
  /** Folders from which files are taken, sticks first; the first that can be written takes an export. */
  readonly folders: () => readonly string[];
}): SettingsDesk => {
  const { config, path, history } = deps;
  type Proposed = {
    readonly whole: Record<string, unknown>;
    readonly changes: readonly Difference[];
  };
  let on = false;
  let proposed: Result<Proposed, ProposalProblem> | null = null;
  let exported: string | null = null;
  /** Of the file that is being put in place, for its entry in the history. */
  let why: SettingsWhy | 'binding' = 'binding';
  const iso = (): string => new Date(deps.clock.wallMs()).toISOString();

  const writable = (): boolean => {
    try {
      accessSync(path, constants.W_OK);
      accessSync(dirname(path), constants.W_OK);
      return true;
    } catch {
      return false;
    }
  };
  const files = (): readonly string[] =>
    deps
      .folders()
      .flatMap((folder) => {
        try {
          return readdirSync(folder)
            .filter((name) => /^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/u.test(name))
            .map((name) => join(folder, name));
        } catch {
          return [];
        }
      })
      .slice(0, MOST_FILES);
  const next = (
    from: ProposedFrom,
    text: string,
  ): Result<Record<string, unknown>, ProposalProblem> => {
    switch (from.kind) {
      case 'fields':
        return withSettings(text, from.values);
      case 'version': {
        const old = history.textOf(from.number);
        return old === null ? fail(of('noSuchVersion')) : takenOver(text, old);
      }
      case 'file': {
        // Only what was listed: no other file of this machine is read for anybody.
        if (!files().includes(from.name)) return fail(of('unreadable'));
        try {
          if (statSync(from.name).size > MOST_BYTES) return fail(of('unreadable'));
          return takenOver(text, readFileSync(from.name, 'utf8'));
        } catch {
          return fail(of('unreadable'));
        }
      }
    }
  };
  const work = (from: ProposedFrom): Result<Proposed, ProposalProblem> => {
    if (!writable()) return fail(of('notWritable'));
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      return fail(of('notWritable'));
    }
    const whole = next(from, text);
    if (!whole.ok) return whole;
    const changes = differences(JSON.parse(text), whole.value);
    return changes.length === 0 ? fail(of('nothingChanges')) : ok({ whole: whole.value, changes });
  };

  return {
    show: (wanted) => {
      on = wanted;
      proposed = null;
      exported = null;
    },
    shown: () =>
      on
        ? {
            fields: [...settingsOf(config)],
            proposal:
              proposed === null
                ? null
                : proposed.ok
                  ? { changes: [...proposed.value.changes], problem: null }
                  : { changes: [], problem: proposed.error },
            history: [...history.list()],
            files: [...files()],
            exported,
          }
        : null,
    history: history.list,
    propose: (from) => {
      proposed = from === null ? null : work(from);
    },
    apply: (reason) => {
      if (proposed?.ok !== true) return fail('nothingChanges');
      const { whole, changes } = proposed.value;
      if (!checkedConfig(whole).ok) return fail('notValid');
      why = reason;
      const staged = deps.bindings().stage(`${JSON.stringify(whole, null, 2)}\n`);
      why = 'binding';
      if (!staged.ok) return fail(staged.error);
      return ok(changes);
    },
    exportTo: () => {
      const name = `khidma-${config.kiosk.id}.json`;
      let text: string;
      try {
        const whole = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
        text = `${JSON.stringify(exportable(whole), null, 2)}\n`;
      } catch {
        return null;
      }
      const written = handOut(deps.folders(), [{ name, bytes: Buffer.from(text) }]);
      exported = written ?? exported;
      return written;
    },
    onStaged: (before, text, how) => {
      try {
        const was: unknown = JSON.parse(before);
        if (history.list().length === 0)
          history.add({
            at: iso(),
            who: null,
            why: 'found',
            state: 'kept',
            changes: [],
            text: before,
          });
        history.add({
          at: iso(),
          who: deps.who(),
          why: how === 'binding' ? 'binding' : why,
          state: 'trial',
          changes: [...differences(was, JSON.parse(text))],
          text,
        });
      } catch {
        // The file is in its place: a history that takes nothing must not keep the engine from trying it.
      }
    },
    onDecided: history.decide,
  };
};
