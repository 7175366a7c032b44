import type { Clock } from '../../../contract/clock.ts';
import type { Reader } from '../../reader.ts';
import { createReaderFeed } from '../../reader-feed.ts';
import type { ThinningOptions } from '../../scan-thinning.ts';
import type { ReportTransport } from '../../transport/hid.ts';
import { createHidPosReader } from '../codec/hid-pos.ts';

export type HidScannerOptions = {
  /** Open. When it closes the scanner is `noDevice` for good: make a new one on the reopened link. */
  readonly transport: ReportTransport;
  readonly clock: Clock;
  readonly thinning?: Omit<ThinningOptions, 'clock'>;
};

/** The parts of a long code follow each other at once. */
const PAUSE_MS = 500;

/** Honeywell's scanners send nothing until this feature report (readers digest, HID POS). */
const HONEYWELL = new Set([0x0c2e, 0x0536]);
const HONEYWELL_WAKE = Uint8Array.of(254, 1);

/** A barcode or QR scanner in HID POS mode: usage page 8C, usage 2. */
export const createHidScanner = (options: HidScannerOptions): Reader => {
  const { transport, clock } = options;
  const codes = createHidPosReader();
  let cancelPause = (): void => undefined;

  const feed = createReaderFeed({
    link: transport,
    clock,
    ...(options.thinning === undefined ? {} : { thinning: options.thinning }),
    onEnd: () => {
      stopReports();
      cancelPause();
      codes.drop();
    },
  });

  const stopReports = transport.onReport((report) => {
    cancelPause();
    feed.setState('online');
    const event = codes.feed(report);
    if (event !== null) feed.scan(event);
    if (codes.midCode)
      cancelPause = clock.after(PAUSE_MS, () => {
        codes.drop();
        feed.scan({ kind: 'unreadable', why: 'garbled' });
      });
  });

  if (transport.device !== null && HONEYWELL.has(transport.device.vendorId))
    void transport.sendFeature(HONEYWELL_WAKE).then((sent) => {
      if (!sent.ok) feed.setState('hardwareError');
    });

  return feed.reader;
};
