import type { Clock } from '../../../contract/clock.ts';
import type { Reader } from '../../reader.ts';
import { createReaderFeed } from '../../reader-feed.ts';
import type { ThinningOptions } from '../../scan-thinning.ts';
import { createLineSplitter } from '../../text-lines.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import { LONGEST_CODE, readCode } from '../codec/code.ts';

export type SerialScannerOptions = {
  /** Open. When it closes the scanner is `noDevice` for good: make a new one on the reopened link. */
  readonly transport: ByteTransport;
  readonly clock: Clock;
  /** What the scanner sends behind each code; unsaid: CR, LF or both. */
  readonly suffix?: Uint8Array;
  readonly thinning?: Omit<ThinningOptions, 'clock'>;
};

/** A code comes in one go; what stays without its end for so long never gets one. */
const PAUSE_MS = 500;

/** A barcode or QR scanner over a serial line or USB CDC: each code is a line. */
export const createSerialScanner = (options: SerialScannerOptions): Reader => {
  const { transport, clock, suffix = null } = options;
  const lines = createLineSplitter({ longest: LONGEST_CODE, suffix });
  let cancelPause = (): void => undefined;

  const feed = createReaderFeed({
    link: transport,
    clock,
    ...(options.thinning === undefined ? {} : { thinning: options.thinning }),
    onEnd: () => {
      stopData();
      cancelPause();
      lines.drop();
    },
  });

  /** Half a code must not become the start of the next person's. */
  const giveUp = (): void => {
    lines.drop();
    feed.scan({ kind: 'unreadable', why: 'garbled' });
  };

  const stopData = transport.onData((chunk) => {
    cancelPause();
    for (const line of lines.feed(chunk)) {
      const code = line.kind === 'line' ? readCode(line.bytes) : null;
      if (line.kind === 'tooLong') feed.scan({ kind: 'unreadable', why: 'tooLong' });
      else if (code === null) feed.scan({ kind: 'unreadable', why: 'garbled' });
      else feed.scan({ kind: 'code', ...code });
    }
    if (lines.midLine) cancelPause = clock.after(PAUSE_MS, giveUp);
  });

  return feed.reader;
};
