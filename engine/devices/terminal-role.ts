import type { Clock } from '../../contract/clock.ts';
import { sleep } from '../../contract/clock.ts';
import type { DeviceState, TerminalStatus } from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import type { CardTerminal } from '../../drivers/card-terminal.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { Mutex } from '../mutex.ts';
import { asksForEndOfDay, stateOf, type TerminalNeed } from './terminal-state.ts';

export type TerminalRole = {
  /** The protocol it speaks: what one terminal remembers, another driver's cannot be asked. */
  readonly driver: 'zvt' | 'nexo';
  readonly status: () => TerminalStatus;
  /** The registered terminal, or `null` while there is none to talk to. */
  readonly terminal: () => CardTerminal | null;
  /** What the terminal that is there now calls itself; `null` where it does not say. */
  readonly terminalId: () => string | null;
  readonly onChange: (listener: () => void) => () => void;
  /** What it waits for before it sells again; `null` while it sells, or while nobody knows. */
  readonly needs: () => TerminalNeed | null;
  /**
   * A payment was refused with this code. Some speak of the terminal itself: it then counts as
   * `userError` whatever its heartbeat says, until its day is closed or its link begins anew.
   */
  readonly heard: (resultCode: number) => void;
  readonly dayClosed: () => void;
  /** The link is suspect: close it in turn and begin anew. */
  readonly reconnect: () => void;
  /** Closes the link at once, with whatever runs on it, and begins anew. */
  readonly drop: () => void;
  readonly stop: () => Promise<void>;
};

/** Unanswered heartbeats after which the terminal counts as away: close events alone prove nothing. */
const MISSED_HEARTBEATS = 2;

const REGISTRATIONS = 10;
const REGISTER_AGAIN_MS = 500;

/** Keeps one card terminal open, registered and watched; the heartbeat decides what its state is. */
export const createTerminalRole = (deps: {
  readonly clock: Clock;
  /** Shared with every operation: a heartbeat waits for its turn like them. */
  readonly mutex: Mutex;
  readonly connect: () => Promise<Result<CardTerminal, OpenProblem>>;
  readonly heartbeatMs: number;
  readonly driver: 'zvt' | 'nexo';
  readonly onBug: (cause: unknown) => void;
}): TerminalRole => {
  const { clock } = deps;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const listeners = new Set<() => void>();
  let state: DeviceState = 'noDevice';
  let current: CardTerminal | null = null;
  let terminalId: string | null = null;
  let wantReconnect = false;
  let needs: TerminalNeed | null = null;
  let dayIsFull = false;
  let nudge: () => void = () => undefined;

  const become = (next: DeviceState, nextNeeds: TerminalNeed | null = null): void => {
    if (next === state && nextNeeds === needs) return;
    state = next;
    needs = nextNeeds;
    for (const listener of listeners) listener();
  };

  const report = (terminalStatus: number): void => {
    const said = stateOf(terminalStatus);
    if (said.state === 'online' && dayIsFull) become('userError', 'endOfDay');
    else become(said.state, said.needs);
  };

  const pause = async (ms: number): Promise<void> => {
    const wake = new AbortController();
    nudge = () => {
      wake.abort();
    };
    await sleep(clock, ms, AbortSignal.any([wake.signal, stopping.signal]));
  };

  const watch = async (terminal: CardTerminal): Promise<void> => {
    let missed = 0;
    while (!isStopping() && !wantReconnect && missed < MISSED_HEARTBEATS) {
      await pause(deps.heartbeatMs);
      const answer = await deps.mutex(() => terminal.status());
      if (answer.ok) {
        missed = 0;
        report(answer.value.terminalStatus);
      } else if (answer.error.code === 'notConnected' || answer.error.code === 'linkLost') {
        return;
      } else if (answer.error.code !== 'busy') {
        missed += 1;
      }
    }
  };

  /**
   * After a restart the terminal may still be in a payment of the engine before: the link stays open,
   * so that what it says is answered (an approval: refused) and it comes to its end.
   */
  const register = async (terminal: CardTerminal): Promise<boolean> => {
    for (let tries = 0; tries < REGISTRATIONS && !isStopping(); tries++) {
      const registered = await deps.mutex(() => terminal.register());
      if (registered.ok) {
        ({ terminalId } = registered.value);
        return true;
      }
      if (['notConnected', 'linkLost'].includes(registered.error.code)) return false;
      become('offline');
      await pause(REGISTER_AGAIN_MS);
    }
    return false;
  };

  const keep = async (): Promise<void> => {
    while (!isStopping()) {
      wantReconnect = false;
      const opened = await deps.connect();
      if (opened.ok) {
        const terminal = opened.value;
        if (await register(terminal)) {
          current = terminal;
          dayIsFull = false;
          become('online');
          await watch(terminal);
          current = null;
        }
        become('offline');
        // In turn: a question on its way would be lost, and the terminal would wait for us (T2, 5 s).
        await deps.mutex(() => terminal.close());
      } else {
        become(opened.error.code === 'noSuchDevice' ? 'noDevice' : 'hardwareError');
      }
      if (!isStopping()) await pause(Math.min(deps.heartbeatMs, 1_000));
    }
  };
  const kept = keep().catch(deps.onBug);

  return {
    driver: deps.driver,
    status: () => ({ state }),
    terminal: () => current,
    terminalId: () => terminalId,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    needs: () => needs,
    heard: (resultCode) => {
      if (!asksForEndOfDay(resultCode) || current === null) return;
      dayIsFull = true;
      become('userError', 'endOfDay');
    },
    dayClosed: () => {
      dayIsFull = false;
      nudge();
    },
    reconnect: () => {
      wantReconnect = true;
      nudge();
    },
    drop: () => {
      wantReconnect = true;
      void current?.close().catch(deps.onBug);
      nudge();
    },
    stop: async () => {
      stopping.abort();
      await current?.close();
      await kept;
    },
  };
};
