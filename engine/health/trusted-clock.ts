import type { Clock } from '../../contract/clock.ts';

/** Further than this from the gateway's clock, the kiosk's is not called synchronised. */
const MOST_SKEW_MS = 60_000;
/** How long one comparison with the gateway stays good, in monotonic time. */
const COMPARISON_GOOD_FOR_MS = 24 * 3_600_000;

/**
 * An answer that contradicts what this kiosk knows by more than this moves the floor only when it has been
 * repeated for so long: upwards ten minutes, downwards a day. One wrong answer must not stop offline sales
 * for good, and one forged one must not open them.
 */
const LEAP_MS = 24 * 3_600_000;
const LEAP_UP_AFTER_MS = 10 * 60_000;
const LEAP_DOWN_AFTER_MS = 24 * 3_600_000;

/** Below this no clock of a working kiosk can stand: the release's own date. */
export const BUILD_FLOOR_MS = Date.UTC(2026, 10, 1);

export type TrustedClock = {
  /** The latest moment known to have passed, ms since 1970. */
  readonly floorMs: () => number;
  /** False while the wall clock stands below the floor: nothing is sold offline then. */
  readonly plausible: () => boolean;
  /** Goes beside every legal date. */
  readonly quality: () => 'synchronised' | 'unverified';
  readonly heardGateway: (gatewayMs: number) => void;
};

/** The wall clock with a floor of build, journal and the gateway's last answer. */
export const createTrustedClock = (deps: {
  readonly clock: Clock;
  readonly journalMs: number;
  readonly keptFloorMs: number;
  readonly keepFloor: (ms: number) => void;
}): TrustedClock => {
  const ownFloor = Math.max(BUILD_FLOOR_MS, deps.journalMs);
  let floor = Math.max(ownFloor, deps.keptFloorMs);
  let compared: { readonly skewMs: number; readonly monotonicMs: number } | null = null;
  /** The first of a run of answers that agree with one another and not with us. */
  let claim: { readonly gatewayMs: number; readonly monotonicMs: number } | null = null;

  const setFloor = (ms: number): void => {
    if (ms === floor) return;
    floor = ms;
    deps.keepFloor(ms);
  };

  /** For how long the gateway has said the same; a run begins anew where an answer does not continue it. */
  const claimedForMs = (gatewayMs: number): number => {
    const now = deps.clock.monotonicMs();
    const continues =
      claim !== null &&
      Math.abs(gatewayMs - claim.gatewayMs - (now - claim.monotonicMs)) <= MOST_SKEW_MS;
    if (!continues || claim === null) claim = { gatewayMs, monotonicMs: now };
    return now - claim.monotonicMs;
  };

  const weigh = (gatewayMs: number): void => {
    const known = Math.max(floor, deps.clock.wallMs());
    if (gatewayMs > known + LEAP_MS) {
      if (claimedForMs(gatewayMs) >= LEAP_UP_AFTER_MS) setFloor(gatewayMs);
    } else if (gatewayMs < floor - LEAP_MS) {
      if (claimedForMs(gatewayMs) >= LEAP_DOWN_AFTER_MS) setFloor(Math.max(ownFloor, gatewayMs));
    } else {
      claim = null;
      // Written at most once a minute: a floor needs no finer grain.
      if (gatewayMs > floor + 60_000) setFloor(gatewayMs);
    }
  };

  return {
    floorMs: () => floor,
    plausible: () => deps.clock.wallMs() >= floor - MOST_SKEW_MS,
    quality: () =>
      compared !== null &&
      Math.abs(compared.skewMs) <= MOST_SKEW_MS &&
      deps.clock.monotonicMs() - compared.monotonicMs <= COMPARISON_GOOD_FOR_MS
        ? 'synchronised'
        : 'unverified',
    heardGateway: (gatewayMs) => {
      compared = {
        skewMs: deps.clock.wallMs() - gatewayMs,
        monotonicMs: deps.clock.monotonicMs(),
      };
      weigh(gatewayMs);
    },
  };
};
