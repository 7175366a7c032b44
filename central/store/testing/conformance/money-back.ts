import { expect, test } from 'vitest';
import type { ReversalDocument } from '../../../../contract/gateway.ts';
import type { PaymentDocument } from '../../../../contract/payment.ts';
import type { Result } from '../../../../contract/result.ts';
import {
  type RecordedReversal,
  recordReversal,
  type ReversalProblem,
} from '../../../reversals/record.ts';
import { paymentOf, reversalOf } from '../../../testing/documents.ts';
import type { FreshStore } from '../store-under-test.ts';
import { AMOUNT_FILS, DAY_MS, done, lineOf, REFERENCES, signed, START_MS } from '../scene.ts';
import { pay } from './payments.ts';

const [ONE, TWO] = REFERENCES;
const NOWHERE = { billId: 'EWA-2610-0', reference: '0', amountFils: 7_001 };

const giveBack = (
  { store }: FreshStore,
  reversal: ReversalDocument,
  nowMs = START_MS,
): Promise<Result<RecordedReversal, ReversalProblem>> =>
  recordReversal(store, signed(reversal), reversal, nowMs);

/** One line posted, one refused. */
const halfRefused = async (fresh: FreshStore): Promise<PaymentDocument> => {
  const { document } = paymentOf('kiosk-1', [lineOf(ONE), NOWHERE]);
  await done(pay(fresh, document));
  return document;
};

export const moneyBackConformance = (scene: () => FreshStore): void => {
  test('refused money goes back once and only once, however often it is asked for', async () => {
    const refund = reversalOf(await halfRefused(scene()), 'refund', [2]);
    const first = await giveBack(scene(), refund);
    const written = await scene().contents();
    expect(first).toMatchObject({ ok: true, value: { first: true } });
    if (!first.ok) return;
    const { text } = first.value;
    expect(JSON.parse(text)).toMatchObject({ status: 'refunded', amountFils: 7_001 });
    expect(await giveBack(scene(), refund, START_MS + 400 * DAY_MS)).toEqual({
      ok: true,
      value: { first: false, text },
    });
    expect(await giveBack(scene(), { ...refund, requestedAt: refund.requestedAt + ' ' })).toEqual({
      ok: false,
      error: { code: 'documentDiffers' },
    });
    expect(await scene().contents()).toEqual(written);
    expect((await scene().store.ledgerTotals()).accounts).toEqual({
      cardClearing: AMOUNT_FILS,
      'ministryPayable:ewa': -AMOUNT_FILS,
      refundsDue: 0,
    });
  });

  test('a wholly refused payment is reversed at the terminal, and refunded no more', async () => {
    const { document } = paymentOf('kiosk-1', [NOWHERE]);
    await done(pay(scene(), document));
    const reversal = reversalOf(document, 'terminal', [1]);
    expect(await giveBack(scene(), reversal)).toMatchObject({ value: { first: true } });
    expect(await giveBack(scene(), reversalOf(document, 'refund', [1]))).toMatchObject({
      error: { code: 'documentDiffers' },
    });
    expect(await scene().store.kioskTotals('kiosk-1')).toEqual({
      kioskId: 'kiosk-1',
      payments: { count: 1, fils: 7_001 },
      posted: { count: 0, fils: 0 },
      refused: { count: 1, fils: 7_001 },
      reversed: { count: 1, fils: 7_001 },
      refunded: { count: 0, fils: 0 },
    });
  });

  test('what was not refused, or is another’s, does not go back', async () => {
    const payment = await halfRefused(scene());
    const { document: posted } = paymentOf('kiosk-1', [lineOf(TWO)]);
    await done(pay(scene(), posted));
    const written = await scene().contents();
    const refund = reversalOf(payment, 'refund', [2]);
    for (const [asked, code] of [
      [reversalOf(posted, 'refund', [1]), 'documentInvalid'],
      [reversalOf(payment, 'refund', [1, 2]), 'documentInvalid'],
      [reversalOf(payment, 'terminal', [2]), 'documentInvalid'],
      [{ ...refund, originalTrace: '999999' }, 'documentInvalid'],
      [{ ...refund, kioskId: 'kiosk-2' }, 'notFound'],
      [reversalOf(paymentOf('kiosk-1', [NOWHERE]).document, 'refund', [1]), 'notFound'],
    ] as const)
      expect(await giveBack(scene(), asked)).toMatchObject({ ok: false, error: { code } });
    expect(await scene().contents()).toEqual(written);
  });
};
