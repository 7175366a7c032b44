import type { Clock } from '../../contract/clock.ts';
import { latestValues } from '../api/views.ts';
import type { Gate } from './gate.ts';
import type { Session } from './session.ts';

/** A page that is drawn anew has this long to come back for its session. */
export const PAGE_BACK_MS = 5_000;
/** What is plugged in or pulled shows so soon. */
const LOOK_EVERY_MS = 2_000;

export type SessionWatch<View> = {
  /** Somebody entered: its page must look at the session soon. */
  readonly entered: (connection: object, token: string) => void;
  readonly views: (session: Session, signal: AbortSignal) => AsyncGenerator<View>;
  readonly stop: () => void;
};

/** A session lives as long as its page looks at it. */
export const createSessionWatch = <View>(deps: {
  readonly clock: Clock;
  readonly gate: Pick<Gate, 'session' | 'leave'>;
  readonly view: (session: Session) => View;
  readonly onChange: (listener: () => void) => () => void;
  /** What changes without telling, as text; looked at now and then. */
  readonly silent: () => string;
  readonly tell: () => void;
}): SessionWatch<View> => {
  const { clock, gate } = deps;
  let cancelLost: () => void = () => undefined;

  const awaitPage = (connection: object, token: string): void => {
    cancelLost();
    cancelLost = clock.after(PAGE_BACK_MS, () => {
      if (gate.session(connection, token) !== null) gate.leave('screenLost');
    });
  };

  const look = (): (() => void) => {
    let last = deps.silent();
    let cancel: () => void = () => undefined;
    const again = (): void => {
      const now = deps.silent();
      if (now !== last) deps.tell();
      last = now;
      cancel = clock.after(LOOK_EVERY_MS, again);
    };
    cancel = clock.after(LOOK_EVERY_MS, again);
    return () => {
      cancel();
    };
  };

  return {
    entered: awaitPage,
    views: async function* (session, signal) {
      const { connection, token } = session;
      const isIn = (): boolean => gate.session(connection, token) !== null;
      const over = new AbortController();
      const onChange = (listener: () => void): (() => void) =>
        deps.onChange(() => {
          if (!isIn()) over.abort();
          listener();
        });
      cancelLost();
      const stopLooking = look();
      try {
        const until = AbortSignal.any([signal, over.signal]);
        yield* latestValues(() => deps.view(session), onChange, until);
      } finally {
        stopLooking();
        if (isIn()) awaitPage(connection, token);
      }
    },
    stop: () => {
      cancelLost();
    },
  };
};
