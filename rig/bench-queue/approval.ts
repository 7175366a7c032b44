/** What an approval costs besides its commit: all that precedes the terminal's acknowledgement. */
import { systemClock } from '../../contract/clock.ts';
import { recordApproval } from '../../engine/payments/approval.ts';
import { paymentDocument } from '../../engine/payments/documents.ts';
import { median } from '../bench/table.ts';
import { authorisation, begin, openParts, personal } from './sample.ts';

/** Medians in µs. */
export type ApprovalFigures = {
  readonly signing: number;
  readonly sealing: number;
  readonly mirror: number;
  /** All of it in the engine's own order, with the commit. */
  readonly whole: number;
};

const microseconds = (work: () => unknown): number => {
  const started = performance.now();
  work();
  return (performance.now() - started) * 1_000;
};

export const measureApproval = (folder: string, count: number): ApprovalFigures => {
  const bench = openParts(folder);
  const samples = Array.from({ length: count }, () => {
    const payment = begin(bench.journal);
    const approval = {
      authorisation: authorisation(),
      sequence: bench.journal.nextSeq(),
      authorisedAtMs: systemClock.wallMs(),
    };
    const signed = paymentDocument(payment, personal(), approval, bench);
    return {
      signing: microseconds(() => paymentDocument(payment, personal(), approval, bench)),
      sealing: microseconds(() => bench.sealer.seal(signed)),
      mirror: microseconds(() => {
        bench.mirror.write({ v: 1, kind: 'bench', signed });
      }),
      whole: microseconds(() =>
        recordApproval(payment, authorisation(), 'statusInformation', bench),
      ),
    };
  });
  bench.mirror.close();
  bench.journal.close();
  const middle = (what: keyof ApprovalFigures): number =>
    median(samples.map((sample) => sample[what]));
  return {
    signing: middle('signing'),
    sealing: middle('sealing'),
    mirror: middle('mirror'),
    whole: middle('whole'),
  };
};
