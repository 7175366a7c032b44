import type { RemoteActName } from '../../contract/remote-act-rules.ts';
import type { RemoteAct, RemoteActAnswer } from '../../contract/remote-acts.ts';
import type { LockKeeper } from './lock.ts';
import type { ScreenDesk } from './screen-desk.ts';

/** What acts need of the kiosk; absent: it has no means for it. */
export type ActMeans = {
  readonly lock: LockKeeper;
  readonly screen: Pick<ScreenDesk, 'ask'>;
  /** Whether a valid one came. */
  readonly fetchCatalogue: () => Promise<boolean>;
  readonly rotateKey?: () => Promise<boolean>;
  /** Ends this process in favour of a new one. */
  readonly restartEngine?: () => void;
  /** Whether the machine was told; it goes down soon after. */
  readonly restartMachine?: () => Promise<boolean>;
  readonly onChange: () => void;
};

/** After these this process is another one, which answers for them. */
export const ENDS_PROCESS: readonly RemoteActName[] = ['restartEngine', 'restartMachine'];
/** Whoever stands here goes first. */
export const WAITS_FOR_IDLE: readonly RemoteActName[] = [
  'restartScreen',
  'rotateKey',
  ...ENDS_PROCESS,
];

const DONE: RemoteActAnswer = { outcome: 'done' };
const refused = (reason: 'notHere' | 'failed'): RemoteActAnswer => ({ outcome: 'refused', reason });
const came = (about: boolean): RemoteActAnswer => (about ? DONE : refused('failed'));

/** Does it; `null`: it is under way, and this process ends of it. */
export const perform = async (
  { act, actId, by, because }: RemoteAct,
  means: ActMeans,
  wallMs: number,
): Promise<RemoteActAnswer | null> => {
  switch (act) {
    case 'lock':
      means.lock.set({ at: new Date(wallMs).toISOString(), by, because });
      means.onChange();
      return DONE;
    case 'unlock':
      means.lock.set(null);
      means.onChange();
      return DONE;
    case 'takePicture':
      return means.screen.ask(actId, 'picture');
    case 'restartScreen':
      return means.screen.ask(actId, 'restart');
    case 'fetchCatalogue':
      return came(await means.fetchCatalogue());
    case 'rotateKey':
      return means.rotateKey === undefined ? refused('notHere') : came(await means.rotateKey());
    case 'restartEngine':
      if (means.restartEngine === undefined) return refused('notHere');
      means.restartEngine();
      return null;
    case 'restartMachine':
      if (means.restartMachine === undefined) return refused('notHere');
      return (await means.restartMachine()) ? null : refused('failed');
  }
};
