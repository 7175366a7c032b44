import type { Clock } from '../../contract/clock.ts';

export type IdleWatch = {
  /** Somebody is there. */
  readonly touch: () => void;
  /** Off while nobody may be hurried: attract, a card in the reader, a search. */
  readonly setActive: (active: boolean) => void;
  /** While something is being said nobody is hurried: the time counts from its end. */
  readonly setHeld: (held: boolean) => void;
  /** ms left before the wipe, or `null` while nothing is shown. */
  readonly msLeft: () => number | null;
  readonly stop: () => void;
};

/** EN 301 549 §9.2.2.1: at least 20 s to answer, from when the warning was heard. */
const LEAST_HEARD_MS = 20_000;

/** After `warningMs` without a touch it warns, `wipeMs` later the visit is wiped. */
export const createIdleWatch = (deps: {
  readonly clock: Clock;
  readonly warningMs: number;
  readonly wipeMs: number;
  readonly onWarning: () => void;
  readonly onWipe: () => void;
}): IdleWatch => {
  const { clock } = deps;
  let cancel: () => void = () => undefined;
  let active = false;
  let held = false;
  let wipeAtMs: number | null = null;

  const wipeIn = (ms: number): void => {
    wipeAtMs = clock.monotonicMs() + ms;
    cancel = clock.after(ms, () => {
      wipeAtMs = null;
      deps.onWipe();
    });
  };
  const warn = (): void => {
    wipeIn(deps.wipeMs);
    deps.onWarning();
  };
  const restart = (): void => {
    cancel();
    wipeAtMs = null;
    if (active && !held) cancel = clock.after(deps.warningMs, warn);
  };

  return {
    touch: restart,
    setActive: (next) => {
      if (next === active) return;
      active = next;
      restart();
    },
    setHeld: (next) => {
      if (next === held) return;
      held = next;
      if (wipeAtMs === null) {
        restart();
        return;
      }
      cancel();
      wipeIn(Math.max(deps.wipeMs, LEAST_HEARD_MS));
      if (held) cancel();
      deps.onWarning();
    },
    msLeft: () =>
      wipeAtMs === null ? null : Math.max(0, Math.round(wipeAtMs - clock.monotonicMs())),
    stop: () => {
      active = false;
      cancel();
      wipeAtMs = null;
    },
  };
};
