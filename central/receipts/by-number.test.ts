import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idEndOf, readShortPaymentId, shortPaymentId } from '../../contract/ids.ts';
import { newPaymentId, paymentOf } from '../testing/documents.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { GUESS_WINDOW_MS, MOST_WRONG } from './find-by-number.ts';
import { TRIES_A_MINUTE } from './guess-limit.ts';

let central: TestCentral;
let elsewhere: KioskClient;
const made = paymentOf('kiosk-1', [
  { billId: 'EWA-2610-12345678', reference: '12345678', amountFils: 32_569 },
]);
const number = shortPaymentId(made.document.paymentId);
const LAST_FOUR = '4242';

beforeAll(async () => {
  central = await startTestCentral();
  const kiosk = await central.kiosk('kiosk-1');
  elsewhere = await central.kiosk('kiosk-2');
  const { document } = made;
  await kiosk.call('PUT', `/v1/payments/${document.paymentId}`, kiosk.signDocument(document));
}, 60_000);
afterAll(() => central.stop());

const ask = (shortId: string, lastFour = LAST_FOUR, from = elsewhere): Promise<Reply> =>
  from.call('POST', '/v1/receipts/by-number', { shortId, lastFour });

test('a short id stands for the end of one id', () => {
  for (let i = 0; i < 50; i++) {
    const id = newPaymentId();
    expect(idEndOf(shortPaymentId(id))).toBe(id.replaceAll('-', '').slice(-15));
  }
});

test('the number and the card’s last four open the receipt at any kiosk, however they are typed', async () => {
  const found = await ask(number);
  expect(found).toMatchObject({
    status: 200,
    json: { paymentId: made.document.paymentId, lines: [{ reference: '*****678' }] },
  });
  const typed = number.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(readShortPaymentId(typed)).toBe(number);
  expect((await ask(typed)).text).toBe(found.text);
});

test('other digits and other numbers are answered alike', async () => {
  const wrong = await ask(number, '4243');
  expect(wrong).toMatchObject({ status: 404, json: { code: 'notFound' } });
  const nobodys = await ask(shortPaymentId(newPaymentId()));
  expect([nobodys.status, nobodys.text]).toEqual([wrong.status, wrong.text]);
  for (const body of [
    { shortId: 'U'.repeat(12), lastFour: LAST_FOUR },
    { shortId: number.slice(1), lastFour: LAST_FOUR },
    { shortId: number, lastFour: '42' },
    { shortId: number, lastFour: '٤٢٤٢' },
  ])
    expect((await elsewhere.call('POST', '/v1/receipts/by-number', body)).status).toBe(400);
});

test('after a few wrong digits a number is closed for an hour, at every kiosk and also to the right ones', async () => {
  const other = await central.kiosk('kiosk-3');
  // One was wrong before.
  for (let i = 1; i < MOST_WRONG; i++) expect((await ask(number, '0000', other)).status).toBe(404);
  const closed = await ask(number);
  expect(closed).toMatchObject({ status: 429, json: { code: 'rateLimited' } });
  expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(3_000);
  expect((await ask(shortPaymentId(newPaymentId()))).status).toBe(404);
  central.clock.advance(GUESS_WINDOW_MS);
  expect((await ask(number)).status).toBe(200);
});

test('many wrong ones at once are not all let in', async () => {
  const nobodys = shortPaymentId(newPaymentId());
  const kiosks = await Promise.all(['A', 'B', 'C'].map((name) => central.kiosk(`guess-${name}`)));
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, i) => ask(nobodys, '0000', kiosks[i % kiosks.length])),
  );
  const answered = replies.filter(({ status }) => status === 404);
  expect(answered).toHaveLength(MOST_WRONG);
  expect(replies.filter(({ status }) => status === 429)).toHaveLength(12 - MOST_WRONG);
});

test('each kiosk may try only so often in a minute', async () => {
  const guesser = await central.kiosk('kiosk-4');
  for (let i = 0; i < TRIES_A_MINUTE; i++)
    expect((await ask(shortPaymentId(newPaymentId()), LAST_FOUR, guesser)).status).toBe(404);
  expect((await ask(number, LAST_FOUR, guesser)).status).toBe(429);
});

test('the look-up goes by the index, however many there are', async () => {
  const plan = await central.db
    .selectFrom('payment_registry')
    .select('payment_id')
    .where(sql`right(payment_id::text, 12)`, '=', '0'.repeat(12))
    .explain();
  expect(JSON.stringify(plan)).toContain('payment_by_number');
});
