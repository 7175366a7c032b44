import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sleep, type Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { OutOfService } from '../../contract/view.ts';
import { announceApi } from '../api/announce.ts';
import { writeDurably } from '../keys/secret-file.ts';
import type { Log } from '../log.ts';
import { closedService } from './closed-service.ts';

/** Why nothing is sold, for the screen and, in `why` and `todo`, for the technician. */
export type Closed = {
  readonly reason: OutOfService;
  readonly where: string;
  readonly why: string;
  readonly todo: string;
};

/** Beside the journal, for whoever looks after the kiosk; best effort, on a disk that may be full. */
export const STATUS_FILE = 'out-of-service.json';

export const LOOK_AGAIN_MS = 1_000;

const note = (dataFolder: string, closed: Closed): void => {
  try {
    writeDurably(join(dataFolder, STATUS_FILE), Buffer.from(JSON.stringify(closed, null, 2)));
  } catch {
    // The log has said it.
  }
};

export const forgetStatus = (dataFolder: string): void => {
  try {
    rmSync(join(dataFolder, STATUS_FILE), { force: true });
  } catch {
    // A disk that lets nothing be removed is found out by the journal itself.
  }
};

/**
 * Shows why nothing can be paid until `isOver` says that it can again, which is asked every second;
 * without it until the process is told to end. Touches no device: a terminal that waits for our word
 * hears nothing and takes its payment back.
 */
export const stayClosed = async (
  closed: Closed,
  deps: {
    readonly config: KioskConfig;
    readonly clock: Clock;
    readonly random: RandomBytes;
    readonly log: Log;
    readonly stopping: AbortSignal;
    readonly isOver?: () => boolean;
    readonly onReady: (url: string) => void;
  },
): Promise<void> => {
  const { config, clock, log, stopping } = deps;
  log('engine.closed', closed);
  note(config.dataFolder, closed);
  const service = closedService(config, () => closed.reason);
  const api = await announceApi(config, service, deps.random);
  deps.onReady(api.url);
  while (!stopping.aborted) {
    await sleep(clock, LOOK_AGAIN_MS, stopping);
    if (deps.isOver?.() === true) break;
  }
  await api.close();
  if (stopping.aborted) return;
  log('engine.opens', { after: closed.reason });
};
