import type { Service } from '../../contract/catalogue.ts';
import type { Clock } from '../../contract/clock.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import {
  measure,
  roomFor,
  type ExposureLevel,
  type ExposureMeter,
  type Limits,
  type Stored,
  type StoredOfService,
} from './exposure.ts';

/** Age grows without anything happening: so often it is looked at for the log. */
const LOOK_EVERY_MS = 10 * 60_000;

export type ExposureWatch = {
  readonly meter: () => ExposureMeter;
  /** The largest payment of this service that may be stored now, in fils; 0: none. */
  readonly room: (service: Service) => number;
  readonly stop: () => void;
};

/** The meter as things stand now. Read from the journal once after each commit, not once a screen. */
export const createExposureWatch = (deps: {
  readonly journal: Journal;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly trusted: Pick<TrustedClock, 'floorMs'>;
  readonly log: Log;
}): ExposureWatch => {
  const { journal, limits } = deps;
  let stored: Stored | null = null;
  let byService: ReadonlyMap<string, StoredOfService> | null = null;
  let level: ExposureLevel = 0;

  const meter = (): ExposureMeter => {
    stored ??= journal.outbox.exposure();
    return measure(stored, limits, Math.max(deps.clock.wallMs(), deps.trusted.floorMs()));
  };
  const look = (): void => {
    const now = meter();
    if (now.level === level) return;
    level = now.level;
    deps.log('exposure.level', {
      percent: level,
      nearest: now.nearest,
      storedFils: now.fils,
      storedPayments: now.count,
      oldestAgeMs: now.oldestAgeMs,
    });
  };
  const forget = journal.onCommit(() => {
    stored = null;
    byService = null;
    look();
  });
  let cancel: () => void = () => undefined;
  const lookLater = (): void => {
    cancel = deps.clock.after(LOOK_EVERY_MS, () => {
      look();
      lookLater();
    });
  };
  look();
  lookLater();

  return {
    meter,
    room: ({ id, offline }) => {
      const caps = offline.kind === 'never' ? undefined : offline.caps;
      if (caps?.storedFils === undefined && caps?.storedPayments === undefined) {
        return roomFor(meter(), limits, caps);
      }
      byService ??= journal.outbox.exposureByService();
      return roomFor(meter(), limits, caps, byService.get(id));
    },
    stop: () => {
      forget();
      cancel();
    },
  };
};
