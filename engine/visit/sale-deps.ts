import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Gateway } from '../gateway/client.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { ExposureWatch } from '../payments/exposure-watch.ts';
import type { OfflineFacts } from './offline-sale.ts';

/** What it takes to sell something. */
export type SaleDeps = {
  readonly config: KioskConfig;
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly gatewayOnline: () => boolean;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  readonly exposure: ExposureWatch;
  readonly random: RandomBytes;
  readonly crash: CrashPoint;
};

export const offlineFacts = ({ trusted, exposure, config, clock }: SaleDeps): OfflineFacts => ({
  trusted,
  exposure,
  paymentLimitFils: config.limits.paymentFils,
  wallMs: clock.wallMs(),
  monotonicMs: clock.monotonicMs(),
});
