import type { Clock } from '../contract/clock.ts';
import type { DeviceState } from '../contract/devices.ts';
import type { Reader, Scan } from './reader.ts';
import { createThinning, type ThinningOptions } from './scan-thinning.ts';
import { createListeners } from './transport/listeners.ts';

/** The part of a link that tells whether there is still a device. */
export type ReaderLink = {
  readonly isOpen: boolean;
  onClose(listener: () => void): () => void;
  close(): Promise<void>;
};

export type ReaderFeed = {
  readonly reader: Reader;
  /** Hands a scan on, unless it is the same one again or one too many. */
  readonly scan: (scan: Scan) => void;
  readonly setState: (state: DeviceState) => void;
};

export type ReaderFeedOptions = {
  readonly link: ReaderLink;
  readonly clock: Clock;
  readonly thinning?: Omit<ThinningOptions, 'clock'>;
  /** What the driver itself has to stop and wipe. Called once. */
  readonly onEnd: () => void;
};

/** Such a reader answers no question, so its heartbeat is whether the link still stands. */
const LOOK_MS = 1_000;

/** What every reader has: state, listeners, thinning; its driver feeds it. */
export const createReaderFeed = (options: ReaderFeedOptions): ReaderFeed => {
  const { link, clock } = options;
  const states = createListeners<DeviceState>();
  const scans = createListeners<Scan>();
  const thinning = createThinning({ clock, ...options.thinning });
  let state: DeviceState = link.isOpen ? 'online' : 'noDevice';
  let cancelLook = (): void => undefined;
  let ended = false;

  const setState = (next: DeviceState): void => {
    if (next === state || (ended && next !== 'noDevice')) return;
    state = next;
    states.call(next);
  };

  const end = (): void => {
    if (ended) return;
    ended = true;
    cancelLook();
    stopClose();
    thinning.forget();
    options.onEnd();
    setState('noDevice');
  };

  const look = (): void => {
    if (!link.isOpen) end();
    else cancelLook = clock.after(LOOK_MS, look);
  };
  const stopClose = link.onClose(end);
  // Asynchronously, for the driver is not whole yet.
  cancelLook = clock.after(0, look);

  return {
    setState,
    scan: (scan) => {
      if (ended) return;
      // A card that comes and goes is no repetition.
      if (scan.kind === 'chipCard' || thinning.admits(JSON.stringify(scan))) scans.call(scan);
    },
    reader: {
      get state() {
        return state;
      },
      onState: states.add,
      onScan: scans.add,
      close: async () => {
        end();
        scans.clear();
        await link.close();
      },
    },
  };
};
