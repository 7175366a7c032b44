import type { Clock } from '../../contract/clock.ts';
import type { RemoteActAnswer, ScreenAct, ScreenActDone } from '../../contract/remote-acts.ts';

/** A page that is there answers at once; one that restarts is back within this, ms. */
export const SCREEN_ACT_MS = 20_000;

export type ScreenDesk = {
  /** What the page is asked for now; stands in its view. */
  readonly asked: () => ScreenAct | null;
  readonly ask: (actId: string, act: ScreenAct['act']) => Promise<RemoteActAnswer>;
  /** The page's word; false where nobody asked. */
  readonly done: (said: ScreenActDone) => boolean;
  /** A page begins to watch. */
  readonly watched: () => void;
};

const FAILED: RemoteActAnswer = { outcome: 'refused', reason: 'failed' };

/** Has the page restart, or take its picture, and hears whether it did. */
export const createScreenDesk = (deps: {
  readonly clock: Clock;
  readonly onChange: () => void;
}): ScreenDesk => {
  let open: {
    readonly asked: ScreenAct;
    restarting: boolean;
    readonly end: (answer: RemoteActAnswer) => void;
  } | null = null;

  return {
    asked: () => (open === null || open.restarting ? null : open.asked),
    ask: (actId, act) => {
      if (open !== null) return Promise.resolve(FAILED);
      return new Promise((resolve) => {
        const end = (answer: RemoteActAnswer): void => {
          forget();
          open = null;
          deps.onChange();
          resolve(answer);
        };
        const forget = deps.clock.after(SCREEN_ACT_MS, () => {
          end(FAILED);
        });
        open = { asked: { actId, act }, restarting: false, end };
        deps.onChange();
      });
    },
    done: ({ actId, said, picture }) => {
      if (open?.asked.actId !== actId) return false;
      const { act } = open.asked;
      if (said === 'restarting' && act === 'restart') open.restarting = true;
      else if (said === 'picture' && act === 'picture' && picture !== undefined)
        open.end({ outcome: 'done', picture });
      else if (said === 'cannot') open.end({ outcome: 'refused', reason: 'notHere' });
      else return false;
      return true;
    },
    watched: () => {
      if (open?.restarting === true) open.end({ outcome: 'done' });
    },
  };
};
