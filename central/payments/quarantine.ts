import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../contract/result.ts';
import { bahrainDay } from '../database/day.ts';
import type { Store } from '../store/port.ts';
import type { Recorded } from './record.ts';
import type { Submission } from './submission.ts';

export type QuarantineProblem = 'paymentQuarantined' | 'documentDiffers';

/**
 * Keeps payments of one revoked kiosk, or under a revoked key, apart: no bill is paid and no id taken
 * by them. What was recorded before the revocation gets the answer it always got. Results in order.
 */
export const quarantinePayments = (
  store: Store,
  submissions: readonly Submission[],
  nowMs: number,
): Promise<readonly Result<Recorded, QuarantineProblem>[]> => {
  const [any] = submissions;
  if (any === undefined) return Promise.resolve([]);
  const { kioskId } = any.document;
  return store.write(nowMs, async (rows) => {
    const answers = await rows.answersOf(submissions.map(({ document }) => document.paymentId));
    const unknown = submissions.filter(({ document }) => !answers.has(document.paymentId));
    const kept = await rows.quarantine(
      { kioskId, receivedOn: bahrainDay(nowMs), atMs: nowMs },
      [...new Map(unknown.map((each) => [each.document.paymentId, each])).values()].map(
        ({ signed, document }) => ({
          payment_id: document.paymentId,
          document: signed.document,
          key_id: signed.keyId,
          signature: signed.signature,
          total_fils: document.totalFils,
        }),
      ),
    );
    const entry = { actor: kioskId, action: 'paymentQuarantined' as const };
    await rows.audit(
      [...kept].map((subject) => ({ ...entry, subject })),
      nowMs,
    );
    return submissions.map(({ signed, document }) => {
      const before = answers.get(document.paymentId);
      if (before === undefined) return fail('paymentQuarantined');
      const same = before.sha256 === createHash('sha256').update(signed.document).digest('hex');
      return same ? ok({ first: false, text: before.text }) : fail('documentDiffers');
    });
  });
};
