import { afterAll, beforeAll, expect, test } from 'vitest';
import { ledgerTotals } from '../../central/ledger/totals.ts';
import { newPaymentId, paymentOf, reversalOf } from '../../central/testing/documents.ts';
import type { KioskClient, Reply } from '../../central/testing/kiosk-client.ts';
import type { TestCentral } from '../../central/testing/test-central.ts';
import type { HoldResponse, PaymentOutcome, ReversalOutcome } from '../../contract/gateway.ts';
import type { PaymentDocument } from '../../contract/payment.ts';
import { type PostgresCentral, startPostgresCentral } from './postgres-central.ts';

let stack: PostgresCentral;
let central: TestCentral;
let one: KioskClient;
let two: KioskClient;

beforeAll(async () => {
  stack = await startPostgresCentral();
  central = stack.central;
  one = await central.kiosk('kiosk-1');
  two = await central.kiosk('kiosk-2');
}, 120_000);
afterAll(() => stack.stop());

const NOWHERE = { billId: 'EWA-2610-00000000', reference: '00000000', amountFils: 7_001 };

let nextAccount = 10_000_001;
/** A line for the latest bill of an account nobody used yet. */
const freshLine = async () => {
  const reference = String(nextAccount++);
  const { bill_id, amount_fils } = await central.db
    .selectFrom('bill')
    .select(['bill_id', 'amount_fils'])
    .where('bill_id', '=', `EWA-2610-${reference}`)
    .executeTakeFirstOrThrow();
  return { billId: bill_id, reference, amountFils: amount_fils };
};

const put = (from: KioskClient, document: PaymentDocument): Promise<Reply> =>
  from.call('PUT', `/v1/payments/${document.paymentId}`, from.signDocument(document));

const statuses = (replies: readonly Reply[]): number[] =>
  replies.map(({ status }) => status).sort((a, b) => a - b);

const paidOf = async (billId: string): Promise<{ paid: number; due: number }> => {
  const row = await central.db
    .selectFrom('bill')
    .select(['paid_fils', 'amount_fils'])
    .where('bill_id', '=', billId)
    .executeTakeFirstOrThrow();
  return { paid: row.paid_fils, due: row.amount_fils };
};

const transfersOf = (paymentId: string) =>
  central.db
    .selectFrom('ledger_transfer')
    .select(['line_id', 'kind', 'amount_fils'])
    .where('payment_id', '=', paymentId)
    .orderBy('line_id')
    .orderBy('kind')
    .execute();

test('fifty concurrent sends of one document post once and all get the same answer', async () => {
  const line = await freshLine();
  const { document } = paymentOf('kiosk-1', [line]);
  const replies = await Promise.all(Array.from({ length: 50 }, () => put(one, document)));
  expect(statuses(replies)).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  expect(await paidOf(line.billId)).toEqual({ paid: line.amountFils, due: line.amountFils });
  expect(await transfersOf(document.paymentId)).toEqual([
    { line_id: 1, kind: 'posted', amount_fils: line.amountFils },
  ]);
});

test('of different documents racing for one id one wins for ever, the others differ', async () => {
  for (let round = 0; round < 10; round++) {
    const { document } = paymentOf('kiosk-1', [await freshLine()]);
    const rivals = [1, 2, 3, 4].map((sequence) => ({ ...document, sequence }));
    const replies = await Promise.all(rivals.map((rival) => put(one, rival)));
    expect(statuses(replies)).toEqual([201, 409, 409, 409]);
    const winner = replies.findIndex(({ status }) => status === 201);
    const again = await Promise.all(rivals.map((rival) => put(one, rival)));
    expect(again.map(({ status }) => status)).toEqual(
      rivals.map((_, index) => (index === winner ? 200 : 409)),
    );
    expect(await transfersOf(document.paymentId)).toHaveLength(1);
  }
});

test('two kiosks paying one bill at once: one is posted, the other refused and refundable', async () => {
  for (let round = 0; round < 10; round++) {
    const line = await freshLine();
    const sent = [
      { kiosk: one, document: paymentOf('kiosk-1', [line]).document },
      { kiosk: two, document: paymentOf('kiosk-2', [line]).document },
    ];
    const replies = await Promise.all(sent.map(({ kiosk, document }) => put(kiosk, document)));
    const lines = replies.map(({ json }) => (json as PaymentOutcome).lines[0]);
    const refused = lines.findIndex((l) => l?.status === 'refused');
    expect(lines.filter((l) => l?.status === 'posted')).toHaveLength(1);
    expect(lines[refused]).toEqual({ lineId: 1, status: 'refused', reason: 'alreadyPaid' });
    expect(await paidOf(line.billId)).toEqual({ paid: line.amountFils, due: line.amountFils });
    const loser = sent[refused];
    if (loser === undefined) throw new Error('unreachable');
    const back = reversalOf(loser.document, 'refund', [1]);
    const path = `/v1/payments/${loser.document.paymentId}/reversal`;
    const reply = await loser.kiosk.call('POST', path, loser.kiosk.signDocument(back));
    expect(reply.json).toMatchObject({ status: 'refunded', amountFils: line.amountFils });
  }
  expect((await ledgerTotals(central.db)).accounts['refundsDue']).toBe(0);
});

test('part payments racing for one bill never exceed what is due', async () => {
  const line = await freshLine();
  const third = { ...line, amountFils: Math.ceil(line.amountFils / 3) };
  const replies = await Promise.all(
    Array.from({ length: 12 }, () => put(one, paymentOf('kiosk-1', [third]).document)),
  );
  const posted = replies.filter(
    ({ json }) => (json as PaymentOutcome).lines[0]?.status === 'posted',
  );
  const { paid, due } = await paidOf(line.billId);
  expect(paid).toBe(posted.length * third.amountFils);
  expect(paid).toBeLessThanOrEqual(due);
  expect(due - paid).toBeLessThan(third.amountFils);
});

test('payments with the same bills in opposite order wait for each other, never deadlock', async () => {
  for (let round = 0; round < 5; round++) {
    const lines = [await freshLine(), await freshLine(), await freshLine()];
    const backwards = [...lines].reverse();
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        i % 2 === 0
          ? put(one, paymentOf('kiosk-1', lines).document)
          : put(two, paymentOf('kiosk-2', backwards).document),
      ),
    );
    expect(statuses(replies)).toEqual(Array.from({ length: 8 }, () => 201));
    for (const { billId, amountFils } of lines)
      expect(await paidOf(billId)).toEqual({ paid: amountFils, due: amountFils });
  }
});

test('of concurrent replays of one signed request exactly one is let through', async () => {
  const url = `${central.url}/v1/kiosks/self/totals`;
  for (let round = 0; round < 5; round++) {
    const headers = await one.headers('GET', url);
    const answers = await Promise.all(Array.from({ length: 30 }, () => fetch(url, { headers })));
    const codes = answers.map(({ status }) => status).sort((a, b) => a - b);
    expect(codes).toEqual([200, ...Array.from({ length: 29 }, () => 401)]);
  }
});

test('of kiosks racing to hold the same bills one gets them all', async () => {
  for (let round = 0; round < 5; round++) {
    const lines = [await freshLine(), await freshLine()];
    const bills = lines.map(({ billId, amountFils }) => ({ serviceId: 'ewa', billId, amountFils }));
    const asked = [one, two].map((kiosk, i) =>
      kiosk.call('POST', '/v1/holds', {
        paymentId: newPaymentId(),
        bills: i === 0 ? bills : [...bills].reverse(),
      }),
    );
    const replies = await Promise.all(asked);
    expect(statuses(replies)).toEqual([200, 409]);
    const winner = replies.find(({ status }) => status === 200)?.json as HoldResponse;
    const holds = await central.db
      .selectFrom('bill_hold')
      .select('payment_id')
      .where(
        'bill_id',
        'in',
        bills.map(({ billId }) => billId),
      )
      .execute();
    expect(holds).toEqual([{ payment_id: winner.paymentId }, { payment_id: winner.paymentId }]);
  }
});

test('a reversal sent many times at once, in both kinds, moves the money back once', async () => {
  const { document } = paymentOf('kiosk-1', [NOWHERE]);
  await put(one, document);
  const path = `/v1/payments/${document.paymentId}/reversal`;
  const kinds = Array.from({ length: 20 }, (_, i) =>
    i % 2 === 0 ? ('terminal' as const) : ('refund' as const),
  );
  const replies = await Promise.all(
    kinds.map((kind) => one.call('POST', path, one.signDocument(reversalOf(document, kind, [1])))),
  );
  expect(statuses(replies)).toEqual([
    ...Array.from({ length: 9 }, () => 200),
    201,
    ...Array.from({ length: 10 }, () => 409),
  ]);
  const recorded = replies.find(({ status }) => status === 201)?.json as ReversalOutcome;
  const transfers = await transfersOf(document.paymentId);
  expect(new Set(transfers.map(({ kind }) => kind))).toEqual(new Set(['refused', recorded.status]));
  expect(transfers.map((row) => row.amount_fils)).toEqual([7_001, 7_001]);
});

test('after all of it every account adds up to zero', async () => {
  expect((await ledgerTotals(central.db)).sumFils).toBe(0);
});
