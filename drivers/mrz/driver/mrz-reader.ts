import type { Clock } from '../../../contract/clock.ts';
import type { Reader } from '../../reader.ts';
import { createReaderFeed } from '../../reader-feed.ts';
import type { ThinningOptions } from '../../scan-thinning.ts';
import type { ByteTransport } from '../../transport/transport.ts';
import { createTd1Stream } from '../codec/td1-stream.ts';
import { readIdentityCard } from './identity-card.ts';

export type MrzReaderOptions = {
  /** Open. When it closes the reader is `noDevice` for good: make a new one on the reopened link. */
  readonly transport: ByteTransport;
  readonly clock: Clock;
  readonly thinning?: Omit<ThinningOptions, 'clock'>;
};

/** Lines of one card follow each other at once; only after a pause is it sure that no card came of them. */
const PAUSE_MS = 500;

/** An identity card reader over a serial line: it sends the three lines of a card's back (TD1). */
export const createMrzReader = (options: MrzReaderOptions): Reader => {
  const { transport, clock } = options;
  const stream = createTd1Stream((lines) => readIdentityCard(lines, clock.wallMs()));
  let cancelPause = (): void => undefined;

  const feed = createReaderFeed({
    link: transport,
    clock,
    ...(options.thinning === undefined ? {} : { thinning: options.thinning }),
    onEnd: () => {
      stopData();
      cancelPause();
      stream.drop();
    },
  });

  const giveUp = (): void => {
    const why = stream.drop();
    if (why !== null) feed.scan({ kind: 'unreadable', why });
  };

  const stopData = transport.onData((chunk) => {
    cancelPause();
    for (const card of stream.feed(chunk)) feed.scan(card);
    if (stream.midBlock) cancelPause = clock.after(PAUSE_MS, giveUp);
  });

  return feed.reader;
};
