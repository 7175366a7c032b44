import type { Clock } from '../../contract/clock.ts';

export type IdleWatch = {
  /** Somebody is there. */
  readonly touch: () => void;
  /** Off while nobody may be hurried: attract, a card in the reader, a search. */
  readonly setActive: (active: boolean) => void;
  /** ms left before the wipe, or `null` while nothing is shown. */
  readonly msLeft: () => number | null;
  readonly stop: () => void;
};

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
  let wipeAtMs: number | null = null;

  const warn = (): void => {
    wipeAtMs = clock.monotonicMs() + deps.wipeMs;
    cancel = clock.after(deps.wipeMs, () => {
      wipeAtMs = null;
      deps.onWipe();
    });
    deps.onWarning();
  };
  const restart = (): void => {
    cancel();
    wipeAtMs = null;
    if (active) cancel = clock.after(deps.warningMs, warn);
  };

  return {
    touch: restart,
    setActive: (next) => {
      if (next === active) return;
      active = next;
      restart();
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
