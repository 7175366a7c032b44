import type { Fils } from '../../contract/money.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type {
  AuthoriseHooks,
  AuthoriseOutcome,
  CardTerminal,
  LastTransaction,
  ReverseOutcome,
  TerminalProblem,
} from '../../drivers/card-terminal.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';

type Reversal = Parameters<CardTerminal['reverse']>;

/** What a terminal does when it is asked; each part may be replaced while a test runs. */
export type Script = {
  last: LastTransaction | null;
  /** Set: it gives no answer that can be used. */
  problem: TerminalProblem['code'] | null;
  terminalStatus: number;
  authorise: (amount: Fils, hooks: AuthoriseHooks) => Promise<AuthoriseOutcome>;
  reverse: (...asked: Reversal) => Promise<ReverseOutcome>;
};

export type ScriptedTerminal = {
  readonly script: Script;
  readonly terminal: CardTerminal;
  /** Names of the operations asked for, in order; `status` is left out. */
  readonly asked: string[];
  readonly role: TerminalRole & {
    present: boolean;
    /** What it calls itself. */
    id: string | null;
    readonly reconnects: () => number;
    readonly heardCodes: () => readonly number[];
  };
};

const unscripted = (what: string): never => {
  throw new Error(`the test did not say what ${what} does`);
};

/** A card terminal that a test scripts, already behind its role. */
export const scriptedTerminal = (more: Partial<Script> = {}): ScriptedTerminal => {
  const script: Script = {
    last: null,
    problem: null,
    terminalStatus: 0,
    authorise: () => unscripted('authorise'),
    reverse: () => unscripted('reverse'),
    ...more,
  };
  const asked: string[] = [];
  const answer = <T>(value: T): Promise<Result<T, TerminalProblem>> =>
    Promise.resolve(
      script.problem === null ? ok(value) : fail({ code: script.problem, resultCode: null }),
    );
  const terminal: CardTerminal = {
    register: () => answer({ terminalId: '40001234' }),
    status: () => answer({ terminalStatus: script.terminalStatus }),
    lastTransaction: () => {
      asked.push('lastTransaction');
      return answer(script.last);
    },
    authorise: (amount, hooks) => {
      asked.push('authorise');
      return script.authorise(amount, hooks);
    },
    reverse: (original, hooks) => {
      asked.push(`reverse ${original.trace}`);
      return script.reverse(original, hooks);
    },
    diagnose: () =>
      answer({
        ready: script.terminalStatus === 0,
        status: 'scripted',
        hostReachable: true,
        terminalId: '40001234',
        undelivered: null,
      }),
    endOfDay: () => unscripted('endOfDay'),
    askAbort: () => {
      asked.push('askAbort');
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  let reconnects = 0;
  const heard: number[] = [];
  const role = {
    driver: 'zvt' as const,
    present: true,
    status: () => ({ state: role.present ? ('online' as const) : ('offline' as const) }),
    id: '40001234' as string | null,
    terminal: () => (role.present ? terminal : null),
    terminalId: () => role.id,
    onChange: () => () => undefined,
    reconnect: () => {
      reconnects += 1;
    },
    reconnects: () => reconnects,
    /** Result codes of payments that it was told of. */
    heardCodes: () => heard,
    needs: () => null,
    heard: (resultCode: number) => {
      heard.push(resultCode);
    },
    dayClosed: () => undefined,
    drop: () => undefined,
    stop: () => Promise.resolve(),
  };
  return { script, terminal, asked, role };
};

/** Lets every promise that can go on do so; no time passes. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 100; i++) await Promise.resolve();
};
