/** The technician's part of the engine as a test plays it: any PIN but zeros enters. */
import type {
  Credentials,
  TechnicianAct,
  TechnicianService,
  TechnicianView,
} from '../../contract/technician.ts';

export interface StaffScript {
  readonly service: TechnicianService;
  readonly acts: TechnicianAct[];
  readonly tried: Credentials[];
  /** `open` and `close` as they came. */
  readonly gate: ('open' | 'close')[];
  /** Sends a view with a new revision. */
  readonly show: (view: TechnicianView) => void;
}

const TOKEN = 's'.repeat(43);

export const createStaffScript = (first: TechnicianView): StaffScript => {
  let view = first;
  const listeners = new Set<() => void>();
  const acts: TechnicianAct[] = [];
  const tried: Credentials[] = [];
  const gate: ('open' | 'close')[] = [];
  const views = async function* (signal: AbortSignal): AsyncGenerator<TechnicianView> {
    let sent = -1;
    while (!signal.aborted) {
      if (view.revision !== sent) {
        sent = view.revision;
        yield view;
        continue;
      }
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          listeners.delete(wake);
          resolve();
        };
        listeners.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
    }
  };
  return {
    acts,
    tried,
    gate,
    show: (next) => {
      view = { ...next, revision: view.revision + 1 };
      for (const wake of [...listeners]) wake();
    },
    service: {
      open: () => gate.push('open') > 0,
      close: () => gate.push('close') > 0,
      enter: (_connection, given) => {
        tried.push(given);
        return Promise.resolve(
          /^0+$/u.test(given.pin)
            ? { entered: false, problem: 'notRecognised', lockedMs: null }
            : { entered: true, token: TOKEN },
        );
      },
      views: (_connection, token, signal) => (token === TOKEN ? views(signal) : null),
      act: (_connection, token, act) => {
        if (token !== TOKEN) return null;
        acts.push(act);
        return Promise.resolve({ done: true });
      },
    },
  };
};
