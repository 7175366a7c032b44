import { createHash } from 'node:crypto';
import type { Service } from '../../contract/catalogue.ts';
import type { PaymentOutcome } from '../../contract/gateway.ts';
import type { PaymentDocument, SignedDocument } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { SERVICES } from '../catalogue/services.ts';
import { bahrainDay } from '../database/day.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { type Stored, storedOf, takeIds } from './registry.ts';
import { postLines } from './post-lines.ts';
import { storePayments } from './store.ts';
import type { NewPayment, Submission } from './submission.ts';

/** `text` is the answer byte for byte, the same for ever. */
export type Recorded = { readonly first: boolean; readonly text: string };
export type RecordResult = Result<Recorded, 'documentDiffers'>;

/**
 * Records payments once for ever, all that are new in one transaction; the results come in the same
 * order. The ids are taken first: a concurrent request with one of them waits on that row until this
 * one is committed, then finds its document and its answer.
 */
export const recordPayments = (
  db: Database,
  submissions: readonly Submission[],
  nowMs: number,
  services: readonly Service[] = SERVICES,
): Promise<readonly RecordResult[]> => {
  const sent = submissions.map((submission) => ({
    ...submission,
    id: submission.document.paymentId,
    sha256: sha256(submission.signed.document),
  }));
  if (sent.length === 0) return Promise.resolve([]);
  const firsts = new Map([...sent].reverse().map((each) => [each.id, each]));
  return writing(db, nowMs, async (transaction) => {
    const receivedOn = bahrainDay(nowMs);
    const taken = await takeIds(transaction, [...firsts.values()], receivedOn);
    const fresh = sent.filter((each) => taken.has(each.id) && firsts.get(each.id) === each);
    const answers = new Map<string, Stored>(
      await storedOf(
        transaction,
        [...firsts.keys()].filter((id) => !taken.has(id)),
      ),
    );
    const recorded = await post(transaction, fresh, services, nowMs);
    if (recorded.length > 0) await storePayments(transaction, recorded, nowMs);
    for (const { document, text, signed } of recorded)
      answers.set(document.paymentId, { sha256: sha256(signed.document), text });
    return sent.map((each) => {
      const stored = answers.get(each.id);
      if (stored === undefined) throw new Error('a taken payment id has no answer');
      return stored.sha256 === each.sha256
        ? ok({ first: fresh.includes(each), text: stored.text })
        : fail('documentDiffers');
    });
  });
};

/** As `recordPayments`, for one. */
export const recordPayment = async (
  db: Database,
  signed: SignedDocument,
  document: PaymentDocument,
  nowMs: number,
  services?: readonly Service[],
): Promise<RecordResult> => {
  const [result] = await recordPayments(db, [{ signed, document }], nowMs, services);
  if (result === undefined) throw new Error('a payment was recorded without a result');
  return result;
};

const post = async (
  transaction: DatabaseTransaction,
  fresh: readonly Submission[],
  services: readonly Service[],
  nowMs: number,
): Promise<readonly NewPayment[]> => {
  const lines = fresh.flatMap(({ document }) => document.lines);
  if (lines.length === 0) return [];
  const outcomes = [...(await postLines(transaction, lines, services))];
  return fresh.map(({ signed, document }) => {
    const outcome = outcomes.splice(0, document.lines.length);
    const answer: PaymentOutcome = {
      paymentId: document.paymentId,
      recordedAt: new Date(nowMs).toISOString(),
      lines: outcome,
    };
    return { signed, document, outcome, text: JSON.stringify(answer) };
  });
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
