import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PaymentOutcome } from '../../contract/gateway.ts';
import { type LineDraft, paymentOf, reversalOf } from '../testing/documents.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { recordPayment } from '../payments/record.ts';
import { recordReversal } from '../reversals/record.ts';
import { kioskTotals, ledgerTotals } from './totals.ts';

let central: TestCentral;
let kiosk: KioskClient;

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

const ACCOUNTS = 6;
const line = fc.record({
  account: fc.integer({ min: 0, max: ACCOUNTS }), // the last one does not exist
  share: fc.constantFrom(0.25, 0.5, 1, 1.5),
});
const step = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
  sends: fc.integer({ min: 1, max: 3 }),
  giveBack: fc.boolean(),
});

type Accounts = Record<string, number>;
const difference = (after: Accounts, before: Accounts, account: string): number =>
  (after[account] ?? 0) - (before[account] ?? 0);

const reset = async (): Promise<ReadonlyMap<string, number>> => {
  await central.db.updateTable('bill').set({ paid_fils: 0 }).execute();
  const rows = await central.db.selectFrom('bill').select(['bill_id', 'amount_fils']).execute();
  return new Map(rows.map((row) => [row.bill_id, row.amount_fils]));
};

/** What a ministry would say, by a model that knows nothing of the database. */
const predict = (due: Map<string, number>, lines: readonly LineDraft[]): string[] =>
  lines.map(({ billId, amountFils }) => {
    const left = due.get(billId);
    if (left === undefined) return 'unknownBill';
    if (left === 0) return 'alreadyPaid';
    if (amountFils > left) return 'amountAboveDue';
    due.set(billId, left - amountFils);
    return 'posted';
  });

test('any payments, repeats and refunds leave a ledger that balances and matches a model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const amounts = await reset();
      const due = new Map(amounts);
      const before = (await ledgerTotals(central.db)).accounts;
      let charged = 0;
      let posted = 0;
      let givenBack = 0;
      for (const { lines, sends, giveBack } of steps) {
        const drafts = lines.map(({ account, share }) => {
          const reference = account === ACCOUNTS ? '99999999' : String(10_000_001 + account);
          const billId = `EWA-2610-${reference}`;
          return { billId, reference, amountFils: Math.ceil((amounts.get(billId) ?? 999) * share) };
        });
        const { document } = paymentOf('kiosk-1', drafts);
        const signed = kiosk.signDocument(document);
        const expected = predict(due, drafts);
        const answers = new Set<string>();
        for (let i = 0; i < sends; i++) {
          const recorded = await recordPayment(central.store, signed, document, i);
          if (!recorded.ok) throw new Error(recorded.error);
          expect(recorded.value.first).toBe(i === 0);
          answers.add(recorded.value.text);
        }
        expect(answers.size).toBe(1);
        const outcome = JSON.parse([...answers][0] ?? '') as PaymentOutcome;
        expect(outcome.lines.map((l) => (l.status === 'posted' ? 'posted' : l.reason))).toEqual(
          expected,
        );

        charged += document.totalFils;
        const refused = document.lines.filter((_, i) => expected[i] !== 'posted');
        const refusedFils = refused.reduce((sum, { amountFils }) => sum + amountFils, 0);
        posted += document.totalFils - refusedFils;
        if (!giveBack || refused.length === 0) continue;
        const reversal = reversalOf(
          document,
          'refund',
          refused.map(({ lineId }) => lineId),
        );
        const back = await recordReversal(central.store, kiosk.signDocument(reversal), reversal, 0);
        expect(back.ok).toBe(true);
        givenBack += refusedFils;
      }
      const { accounts, sumFils } = await ledgerTotals(central.db);
      expect(sumFils).toBe(0);
      expect(difference(accounts, before, 'cardClearing')).toBe(charged - givenBack);
      expect(difference(accounts, before, 'ministryPayable:ewa')).toBe(0 - posted);
      expect(difference(accounts, before, 'refundsDue')).toBe(posted + givenBack - charged);
      const own = await kioskTotals(central.db, 'kiosk-1');
      expect(own.posted.fils + own.refused.fils).toBe(own.payments.fils);
    }),
    { numRuns: 25 },
  );
}, 120_000);
