import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { Credentials, EnterResult, StaffGate } from '../../contract/technician.ts';
import type { TechnicianConfig } from '../../contract/technician-config.ts';
import type { Log } from '../log.ts';
import { createIdleWatch } from '../visit/idle.ts';
import type { BookEntry, StaffBook } from './book.ts';
import type { LockOut, WayIn } from './lock-out.ts';
import { matchesPin } from './pin.ts';
import type { LeftBecause, Session } from './session.ts';

/** The keypad stands open no longer than this without a touch: the public waits before it. */
const ASKING_MS = 60_000;
const IDLE_WARNING_MS = 180_000;
const IDLE_LEAVE_MS = 30_000;

type State =
  | { readonly at: 'away' }
  | { readonly at: 'waiting' | 'asking'; readonly way: WayIn }
  | { readonly at: 'in'; readonly session: Session };

export type Gate = {
  /** For the public's view; `null`: nobody of the staff. */
  readonly shown: () => StaffGate | null;
  /** Nothing is begun while somebody is at the keypad, or in. */
  readonly closes: () => boolean;
  readonly open: (way: WayIn) => boolean;
  readonly close: () => boolean;
  /** The key was turned back: nobody waits with it any more. Who is in stays in. */
  readonly closeKey: () => void;
  readonly enter: (connection: object, given: Credentials) => Promise<EnterResult>;
  /** The session of this token on this connection; `null`: none. */
  readonly session: (connection: object, token: string) => Session | null;
  /** Somebody touched the screen. */
  readonly touch: () => void;
  readonly leave: (because: LeftBecause) => void;
  readonly idleMsLeft: () => number | null;
  readonly who: () => Session['technician'] | null;
  /** An act of whoever is in. */
  readonly write: (detail: BookEntry['detail']) => void;
  /** A payment may have ended. */
  readonly refresh: () => void;
  readonly stop: () => void;
};

const sameToken = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Who may come in, when, and how long they stay. Never disturbs a payment: it waits for its end. */
export const createGate = (deps: {
  readonly technicians: readonly TechnicianConfig[];
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly lockOut: LockOut;
  readonly book: StaffBook;
  /** No payment runs and no paper is on its way. */
  readonly free: () => boolean;
  readonly log: Log;
  readonly onChange: () => void;
}): Gate => {
  const { technicians, clock, lockOut, book } = deps;
  let state: State = { at: 'away' };
  let checking = false;
  let cancelAsking: () => void = () => undefined;
  let cancelUnlock: () => void = () => undefined;

  const waitForTouch = (): void => {
    cancelAsking();
    cancelAsking = clock.after(ASKING_MS, () => {
      close();
    });
  };
  /** The keypad shows how long it is locked, and when that is over. */
  const tellUnlock = (): void => {
    cancelUnlock();
    const ms = state.at === 'asking' ? lockOut.leftMs(state.way) : null;
    if (ms !== null) cancelUnlock = clock.after(ms, deps.onChange);
  };
  const become = (next: State): void => {
    state = next;
    cancelAsking();
    tellUnlock();
    if (next.at === 'asking') waitForTouch();
    idle.setActive(next.at === 'in');
    deps.onChange();
  };
  const leave = (because: LeftBecause): void => {
    if (state.at !== 'in') return;
    const { number } = state.session.technician;
    book.write({ who: number, what: 'left', detail: { because } });
    deps.log('technician.left', { because });
    become({ at: 'away' });
  };
  const idle = createIdleWatch({
    clock,
    warningMs: IDLE_WARNING_MS,
    wipeMs: IDLE_LEAVE_MS,
    onWarning: deps.onChange,
    onWipe: () => {
      leave('idle');
    },
  });
  const close = (): boolean => {
    if (state.at !== 'asking' && state.at !== 'waiting') return false;
    book.write({ who: null, what: 'closed', detail: { way: state.way } });
    become({ at: 'away' });
    return true;
  };
  const isAsking = (): boolean => state.at === 'asking';
  const lockedMs = (way: WayIn): number | null => lockOut.leftMs(way);

  const refuse = (problem: 'notRecognised' | 'locked', way: WayIn): EnterResult => {
    const what = problem === 'locked' ? 'refusedLocked' : 'wrongPin';
    // Not the number that was typed: it may be a PIN, typed too early.
    book.write({ who: null, what, detail: { way } });
    deps.log('technician.refused', { problem, way });
    waitForTouch();
    tellUnlock();
    deps.onChange();
    return { entered: false, problem, lockedMs: lockedMs(way) };
  };

  return {
    shown: () => {
      if (state.at === 'away') return null;
      return { at: state.at, lockedMs: state.at === 'asking' ? lockedMs(state.way) : null };
    },
    closes: () => state.at === 'asking' || state.at === 'in',
    open: (way) => {
      if (technicians.length === 0 || state.at === 'in') return false;
      if (state.at !== 'away' && state.way === way) return true;
      book.write({ who: null, what: 'opened', detail: { way } });
      become({ at: deps.free() ? 'asking' : 'waiting', way });
      return true;
    },
    close,
    closeKey: () => {
      if ((state.at === 'asking' || state.at === 'waiting') && state.way === 'key') close();
    },
    enter: async (connection, given) => {
      if (state.at !== 'asking') return { entered: false, problem: 'notAsking', lockedMs: null };
      const { way } = state;
      if (checking) return { entered: false, problem: 'busy', lockedMs: null };
      if (!lockOut.tries(way)) return refuse('locked', way);
      checking = true;
      try {
        const found = technicians.find(({ number }) => number === given.number);
        // As long for a number that nobody has.
        const hash = found?.pin ?? technicians[0]?.pin ?? '';
        const matches = await matchesPin(hash, given.pin);
        if (found === undefined || !matches) return refuse('notRecognised', way);
        lockOut.succeeded(way);
        // The keypad was closed meanwhile.
        if (!isAsking()) return { entered: false, problem: 'notAsking', lockedMs: null };
        const token = Buffer.from(deps.random(32)).toString('base64url');
        const technician = { number: found.number, name: found.name };
        book.write({ who: found.number, what: 'entered', detail: { way } });
        deps.log('technician.entered', { way });
        become({ at: 'in', session: { token, connection, technician } });
        return { entered: true, token };
      } finally {
        checking = false;
      }
    },
    session: (connection, token) => {
      if (state.at !== 'in') return null;
      const { session } = state;
      if (session.connection !== connection || !sameToken(token, session.token)) return null;
      return session;
    },
    touch: () => {
      const warned = idle.msLeft() !== null;
      idle.touch();
      if (warned) deps.onChange();
    },
    leave,
    idleMsLeft: idle.msLeft,
    who: () => (state.at === 'in' ? state.session.technician : null),
    write: (detail) => {
      const who = state.at === 'in' ? state.session.technician.number : null;
      book.write({ who, what: 'act', detail });
    },
    refresh: () => {
      if (state.at === 'waiting' && deps.free()) become({ at: 'asking', way: state.way });
    },
    stop: () => {
      leave('engineStopped');
      cancelAsking();
      cancelUnlock();
      idle.stop();
      lockOut.stop();
    },
  };
};
