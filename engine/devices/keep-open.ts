import { sleep, type Clock } from '../../contract/clock.ts';
import type { DeviceState } from '../../contract/devices.ts';
import type { Result } from '../../contract/result.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';

/** An opened device, and the end of its link. */
export type Opened<T> = { readonly device: T; readonly closed: Promise<void> };
export type Connect<T> = () => Promise<Result<Opened<T>, OpenProblem>>;

export type KeepOpenOptions<T> = {
  readonly clock: Clock;
  readonly connect: Connect<T>;
  readonly reopenMs: number;
  /** A device that calls itself away for so long is closed and opened anew: no close event may ever come. */
  readonly awayMs?: number;
  readonly onBug: (cause: unknown) => void;
};

export type Kept<T> = {
  /** The open device, whatever it says of itself; `null` while there is none. */
  readonly current: () => T | null;
  /** State while none is open. */
  readonly absent: () => DeviceState;
  readonly onChange: (listener: () => void) => () => void;
  readonly stop: () => Promise<void>;
};

const AWAY: readonly DeviceState[] = ['offline', 'powerOff'];
const USUAL_AWAY_MS = 15_000;

const absentFor = ({ code }: OpenProblem): DeviceState =>
  code === 'noSuchDevice'
    ? 'noDevice'
    : code === 'ambiguous' || code === 'swapped'
      ? 'userError' // somebody plugged it in wrongly
      : 'hardwareError';

/** Keeps one device open and watched, and opens it anew after a re-plug or a long silence. */
export const keepOpen = <T extends { readonly close: () => Promise<void> }>(
  options: KeepOpenOptions<T>,
  /** How to follow a device: its state now, and a call whenever anything of it changed. */
  follow: (device: T, changed: () => void) => { state: () => DeviceState; forget: () => void },
): Kept<T> => {
  const { clock, awayMs = USUAL_AWAY_MS } = options;
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  let current: T | null = null;
  let absent: DeviceState = 'noDevice';
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const untilItEnds = async ({ device, closed }: Opened<T>): Promise<void> => {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const followed = follow(device, () => {
      look();
      changed();
    });
    let isAway = false;
    let cancel = (): void => undefined;
    const look = (): void => {
      const wasAway = isAway;
      isAway = AWAY.includes(followed.state());
      if (isAway && !wasAway) cancel = clock.after(awayMs, end);
      if (!isAway) cancel();
    };
    look();
    stopping.signal.addEventListener('abort', end, { once: true });
    await Promise.race([closed, ended]);
    stopping.signal.removeEventListener('abort', end);
    cancel();
    followed.forget();
  };

  const isStopping = (): boolean => stopping.signal.aborted;

  const keep = async (): Promise<void> => {
    while (!isStopping()) {
      const opened = await options.connect();
      if (opened.ok) {
        current = opened.value.device;
        changed();
        if (!isStopping()) await untilItEnds(opened.value);
        const { device } = opened.value;
        current = null;
        absent = 'offline';
        changed();
        await device.close();
      } else {
        const now = absentFor(opened.error);
        if (now !== absent) {
          absent = now;
          changed();
        }
      }
      if (!isStopping()) await sleep(clock, options.reopenMs, stopping.signal);
    }
  };
  const kept = keep().catch(options.onBug);

  return {
    current: () => current,
    absent: () => absent,
    onChange: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: async () => {
      stopping.abort();
      await kept;
    },
  };
};
