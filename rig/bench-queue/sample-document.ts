import type { SignedDocument } from '../../contract/payment.ts';
import { systemClock } from '../../contract/clock.ts';
import { paymentDocument } from '../../engine/payments/documents.ts';
import { authorisation, begin, openParts, personal } from './sample.ts';

/** A payment's signed document as the engine makes it: what every contestant is given to keep. */
export const sampleDocument = (folder: string): SignedDocument => {
  const bench = openParts(folder);
  const payment = begin(bench.journal);
  const signed = paymentDocument(
    payment,
    personal(),
    { authorisation: authorisation(), sequence: 3, authorisedAtMs: systemClock.wallMs() },
    bench,
  );
  bench.mirror.close();
  bench.journal.close();
  return signed;
};
