import type { Clock } from '../../contract/clock.ts';

/** Further than this from the gateway's clock, the kiosk's is not called synchronised. */
const MOST_SKEW_MS = 60_000;
/** How long one comparison with the gateway stays good, in monotonic time. */
const COMPARISON_GOOD_FOR_MS = 24 * 3_600_000;

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
  let floor = Math.max(BUILD_FLOOR_MS, deps.journalMs, deps.keptFloorMs);
  let compared: { readonly skewMs: number; readonly monotonicMs: number } | null = null;
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
      // Written at most once a minute: a floor needs no finer grain.
      if (gatewayMs > floor + 60_000) {
        floor = gatewayMs;
        deps.keepFloor(floor);
      }
    },
  };
};
