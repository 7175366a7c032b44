import type { Clock } from '../../../contract/clock.ts';
import type { Reader } from '../../reader.ts';
import { createReaderFeed } from '../../reader-feed.ts';
import type { ThinningOptions } from '../../scan-thinning.ts';
import type { ReportTransport } from '../../transport/hid.ts';
import { takeSwipe } from '../codec/magtek-report.ts';

export type MagstripeReaderOptions = {
  /** Open, and nobody else listening: card data must come here first, to be wiped. */
  readonly transport: ReportTransport;
  readonly clock: Clock;
  readonly thinning?: Omit<ThinningOptions, 'clock'>;
};

/** A MagTek stripe reader in HID mode, for staff and loyalty cards: a bank card's data is wiped at once. */
export const createMagstripeReader = (options: MagstripeReaderOptions): Reader => {
  const { transport, clock } = options;
  const feed = createReaderFeed({
    link: transport,
    clock,
    ...(options.thinning === undefined ? {} : { thinning: options.thinning }),
    onEnd: () => {
      stopReports();
    },
  });
  const stopReports = transport.onReport((report) => {
    feed.scan(takeSwipe(report));
  });
  return feed.reader;
};
