import { createHash, randomBytes } from 'node:crypto';
import type { Service } from '../../contract/catalogue.ts';
import type { PaymentOutcome } from '../../contract/gateway.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { PaymentDocument, SignedDocument } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { SERVICES } from '../catalogue/services.ts';
import { bahrainDay } from '../database/day.ts';
import type { Rows, Store } from '../store/port.ts';
import type { Answered, Received } from '../store/rows.ts';
import { postLines } from './post-lines.ts';
import { storePayments } from './store.ts';
import type { RecordedPayment, Submission } from './submission.ts';

/** `text` is the answer byte for byte, the same for ever. */
export type Recorded = { readonly first: boolean; readonly text: string };
export type RecordResult = Result<Recorded, 'documentDiffers'>;

/**
 * Records payments of one kiosk once for ever, all that are new in one transaction; the results come
 * in the same order. The ids are taken first: a concurrent request with one of them waits on that row
 * until this one is committed, then finds its document and its answer.
 */
export const recordPayments = (
  store: Store,
  submissions: readonly Submission[],
  nowMs: number,
  services: readonly Service[] = SERVICES,
  random: RandomBytes = randomBytes,
): Promise<readonly RecordResult[]> => {
  const sent = submissions.map((submission) => ({
    ...submission,
    paymentId: submission.document.paymentId,
    sha256: sha256(submission.signed.document),
  }));
  const [any] = submissions;
  if (any === undefined) return Promise.resolve([]);
  const { kioskId } = any.document;
  const received: Received = { kioskId, receivedOn: bahrainDay(nowMs), atMs: nowMs };
  const firsts = new Map([...sent].reverse().map((each) => [each.paymentId, each]));
  return store.write(nowMs, async (rows) => {
    const taken = await rows.takeIds(received, [...firsts.values()]);
    const fresh = sent.filter(
      (each) => taken.has(each.paymentId) && firsts.get(each.paymentId) === each,
    );
    const answers = new Map<string, Answered>(
      await rows.answersOf([...firsts.keys()].filter((id) => !taken.has(id))),
    );
    const recorded = await post(rows, fresh, { services, random, nowMs });
    if (recorded.length > 0) await storePayments(rows, received, recorded);
    for (const { paymentId, text, sha256 } of recorded) answers.set(paymentId, { sha256, text });
    return sent.map((each) => {
      const stored = answers.get(each.paymentId);
      if (stored === undefined) throw new Error('a taken payment id has no answer');
      return stored.sha256 === each.sha256
        ? ok({ first: fresh.includes(each), text: stored.text })
        : fail('documentDiffers');
    });
  });
};

/** As `recordPayments`, for one. */
export const recordPayment = async (
  store: Store,
  signed: SignedDocument,
  document: PaymentDocument,
  nowMs: number,
  services?: readonly Service[],
  random?: RandomBytes,
): Promise<RecordResult> => {
  const [result] = await recordPayments(store, [{ signed, document }], nowMs, services, random);
  if (result === undefined) throw new Error('a payment was recorded without a result');
  return result;
};

type Posting = {
  readonly services: readonly Service[];
  readonly random: RandomBytes;
  readonly nowMs: number;
};

const post = async <S extends Submission>(
  rows: Rows,
  fresh: readonly S[],
  { services, random, nowMs }: Posting,
): Promise<readonly (S & RecordedPayment)[]> => {
  const lines = fresh.flatMap(({ document }) => document.lines);
  if (lines.length === 0) return [];
  const outcomes = [...(await postLines(rows, lines, services, random))];
  return fresh.map((each) => {
    const { paymentId, lines: own } = each.document;
    const outcome = outcomes.splice(0, own.length);
    const recordedAt = new Date(nowMs).toISOString();
    const answer: PaymentOutcome = { paymentId, recordedAt, lines: outcome };
    return { ...each, outcome, text: JSON.stringify(answer) };
  });
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
