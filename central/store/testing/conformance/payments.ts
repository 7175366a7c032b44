import { expect, test } from 'vitest';
import type { PaymentOutcome } from '../../../../contract/gateway.ts';
import type { PaymentDocument } from '../../../../contract/payment.ts';
import { type RecordResult, recordPayment, recordPayments } from '../../../payments/record.ts';
import { findReceipt } from '../../../receipts/find.ts';
import { type LineDraft, paymentOf } from '../../../testing/documents.ts';
import type { FreshStore } from '../store-under-test.ts';
import {
  AMOUNT_FILS,
  billOf,
  DAY_MS,
  done,
  lineOf,
  REFERENCES,
  signed,
  START_MS,
} from '../scene.ts';

const [ONE, TWO, , RIVAL] = REFERENCES;

/** Posted, or why not, line by line. */
export const outcomesOf = (result: RecordResult): readonly string[] =>
  result.ok
    ? (JSON.parse(result.value.text) as PaymentOutcome).lines.map((line) =>
        line.status === 'posted' ? line.status : line.reason,
      )
    : [result.error];

export const pay = (
  { store }: FreshStore,
  document: PaymentDocument,
  nowMs = START_MS,
): Promise<RecordResult> => recordPayment(store, signed(document), document, nowMs);

export const paymentsConformance = (scene: () => FreshStore): void => {
  test('the same document gets the same answer for ever and moves money once', async () => {
    const { document } = paymentOf('kiosk-1', [lineOf(ONE)]);
    const first = await pay(scene(), document);
    const written = await scene().contents();
    const again = await pay(scene(), document, START_MS + 1);
    const decadesLater = await pay(scene(), document, START_MS + 9_000 * DAY_MS);
    expect(first).toMatchObject({ ok: true, value: { first: true } });
    if (!first.ok) return;
    const { text } = first.value;
    expect(again).toEqual({ ok: true, value: { first: false, text } });
    expect(decadesLater).toEqual({ ok: true, value: { first: false, text } });
    expect(await scene().contents()).toEqual(written);
  });

  test('another document under the same id is refused, whoever sends it', async () => {
    const { document } = paymentOf('kiosk-1', [lineOf(ONE)]);
    await done(pay(scene(), document));
    const written = await scene().contents();
    const differs = { ok: false, error: 'documentDiffers' };
    expect(await pay(scene(), { ...document, sequence: 2 })).toEqual(differs);
    expect(await pay(scene(), { ...document, kioskId: 'kiosk-2' })).toEqual(differs);
    expect(await scene().contents()).toEqual(written);
  });

  test('a batch answers in its order: new, known, twice within it, another document', async () => {
    const known = paymentOf('kiosk-1', [lineOf(ONE)]).document;
    const fresh = paymentOf('kiosk-1', [lineOf(TWO)]).document;
    const before = await pay(scene(), known);
    const sent = [fresh, known, fresh, { ...fresh, sequence: 2 }];
    const batch = sent.map((document) => ({ signed: signed(document), document }));
    const results = await recordPayments(scene().store, batch, START_MS + 1);
    expect(results.map((each) => (each.ok ? each.value.first : each.error))).toEqual([
      true,
      false,
      false,
      'documentDiffers',
    ]);
    expect(results[1]).toMatchObject({ value: { text: before.ok && before.value.text } });
  });

  test.each<[string, readonly LineDraft[], readonly string[]]>([
    ['what is due', [lineOf(ONE)], ['posted']],
    ['in parts up to what is due', [lineOf(ONE, 4_000), lineOf(ONE, 6_000)], ['posted', 'posted']],
    ['more than is due', [lineOf(ONE, AMOUNT_FILS + 1)], ['amountAboveDue']],
    ['more in parts', [lineOf(ONE, 6_000), lineOf(ONE, 6_000)], ['posted', 'amountAboveDue']],
    ['twice', [lineOf(ONE), lineOf(ONE)], ['posted', 'alreadyPaid']],
    ['an unknown bill', [{ ...lineOf(ONE), billId: 'EWA-0000-0' }], ['unknownBill']],
    ['another’s bill', [{ ...lineOf(ONE), reference: TWO }], ['unknownBill']],
    ['a closed service', [{ ...lineOf(ONE), serviceId: 'gone' }], ['serviceClosed']],
    ['what a rival pays first', [lineOf(RIVAL), lineOf(TWO)], ['alreadyPaid', 'posted']],
  ])('paying %s is judged line by line', async (_name, lines, expected) => {
    expect(outcomesOf(await pay(scene(), paymentOf('kiosk-1', lines).document))).toEqual(expected);
    for (const bill of (await scene().contents()).bill)
      expect((bill as { paid_fils: number }).paid_fils).toBeLessThanOrEqual(AMOUNT_FILS);
    expect((await scene().store.ledgerTotals()).sumFils).toBe(0);
  });

  test('a search finds what is still open, oldest first', async () => {
    const { store } = scene();
    await done(pay(scene(), paymentOf('kiosk-1', [lineOf(ONE, 1)]).document));
    const open = await store.openBills('ewa', ONE);
    expect(open.map((bill) => [bill.bill_id, bill.amount_fils - bill.paid_fils])).toEqual([
      [billOf(ONE, '2609'), AMOUNT_FILS],
      [billOf(ONE), AMOUNT_FILS - 1],
    ]);
    await done(pay(scene(), paymentOf('kiosk-1', [lineOf(ONE, AMOUNT_FILS - 1)]).document));
    expect(await store.openBills('ewa', ONE)).toHaveLength(1);
    expect(await store.openBills('ewa', '99999999')).toEqual([]);
    expect(await store.payerName('ewa', ONE)).toEqual({
      ar: 'أ*** م***',
      en: 'A*** M***',
    });
    expect(await store.payerName('traffic', ONE)).toBeNull();
  });

  test('a slip code opens its receipt, of two payments with one code the earlier', async () => {
    const { store } = scene();
    const { document, slipCode } = paymentOf('kiosk-1', [lineOf(ONE)]);
    const twin = paymentOf('kiosk-2', [lineOf(TWO)]).document;
    await done(pay(scene(), { ...twin, slipCodeHash: document.slipCodeHash }, START_MS + 1));
    await done(pay(scene(), document, START_MS));
    const receipt = await findReceipt(store, slipCode);
    expect(receipt).toMatchObject({ paymentId: document.paymentId, totalFils: AMOUNT_FILS });
    expect(receipt?.lines).toMatchObject([
      { reference: '*****001', outcome: { status: 'posted' } },
    ]);
    expect(await findReceipt(store, paymentOf('kiosk-1', [lineOf(ONE)]).slipCode)).toBeNull();
  });

  test('a kiosk’s clock fills the paying day up to the receiving day, never beyond', async () => {
    const document = paymentOf('kiosk-1', [lineOf(ONE)]).document;
    const future = paymentOf('kiosk-1', [lineOf(TWO)]).document;
    const early = { ...document, authorisedAt: '1999-12-31T22:00:00.000Z' };
    await done(pay(scene(), early));
    await done(pay(scene(), { ...future, authorisedAt: '2099-01-01T00:00:00.000Z' }));
    const transfers = (await scene().contents()).transfer as readonly Record<string, unknown>[];
    expect(transfers.map((row) => [row['paid_on'], row['received_on']]).sort()).toEqual([
      ['2000-01-01', '2026-11-22'],
      ['2026-11-22', '2026-11-22'],
    ]);
  });
};
