/** Receipts by message: what is taken, who carries it, and that no address outlives it. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeUuid7, shortPaymentId } from '../../contract/ids.ts';
import type { ReceiptMessage } from '../../contract/receipt-message.ts';
import { OWN_CATALOGUE } from '../catalogue/services.ts';
import { pgliteDialect } from '../database/pglite.ts';
import { paymentOf } from '../testing/documents.ts';
import type { KioskClient, Reply } from '../testing/kiosk-client.ts';
import { openMailbox, openSmsGateway, type Mailbox, type SmsGateway } from '../testing/mailbox.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { deliverDue, MOST_TRIES, type DeliveryDeps } from './deliver.ts';
import { messageSeal } from './seal.ts';
import type { MessageSender } from './sender.ts';
import { httpSmsSender } from './senders/http-sms.ts';
import { smtpSender } from './senders/smtp.ts';

const PHONE = '+97336123456';
const EMAIL = 'amina@example.com';
const HOURS_4 = 4 * 60 * 60_000;

const messageSecret = randomBytes(32);
const envelopes = messageSeal(messageSecret, randomBytes);

let central: TestCentral;
let kiosk: KioskClient;
let mailbox: Mailbox;
let sms: SmsGateway;
let senders: MessageSender[];
let deps: DeliveryDeps;

beforeAll(async () => {
  central = await startTestCentral(pgliteDialect(), undefined, { messageSecret });
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());
beforeEach(async () => {
  mailbox = await openMailbox();
  sms = await openSmsGateway();
  senders = [
    httpSmsSender(sms.url, 'the-token'),
    smtpSender(mailbox.url, 'Khidma <receipts@khidma.example>'),
  ];
  const wording = { services: OWN_CATALOGUE.services, receiptUrl: 'https://pay.example/r/' };
  deps = {
    db: central.db,
    store: central.store,
    clock: central.clock,
    senders,
    envelopes,
    wording,
  };
  await central.db.deleteFrom('outgoing_message').execute();
});
afterEach(async () => {
  for (const sender of senders) sender.close();
  await mailbox.stop();
  await sms.stop();
});

/** Of one bill: the first posts it, the ministry refuses the others. */
const BILL = { billId: 'EWA-2610-12345678', reference: '12345678', amountFils: 32_569 };
const FRESH = { billId: 'EWA-2610-30000001', reference: '30000001', amountFils: 18_240 };

const post = async (
  line = BILL,
): Promise<{ paymentId: ReceiptMessage['paymentId']; slipCode: string }> => {
  const { document, slipCode } = paymentOf('kiosk-1', [line]);
  const { paymentId } = document;
  await kiosk.call('PUT', `/v1/payments/${paymentId}`, kiosk.signDocument(document));
  return { paymentId, slipCode };
};
const newId = (): string => makeUuid7(central.clock.wallMs(), randomBytes);
const asked = (
  payment: { paymentId: string; slipCode: string },
  to: object = { channel: 'sms', address: PHONE },
  language = 'ar',
): object => ({ ...payment, to, language, askedAt: '2026-11-22T09:00:05.000Z' });
const put = (content: object, id = newId()): Promise<Reply> =>
  kiosk.call('PUT', `/v1/receipt-messages/${id}`, content);
const rows = () => central.db.selectFrom('outgoing_message').selectAll().execute();
/** As it stands in the table, and every byte of it. */
const everything = async (): Promise<string> =>
  JSON.stringify(await rows(), (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );

test('a request is taken once, of a posted payment and its own slip alone, and at most three', async () => {
  const payment = await post();
  const id = newId();
  const first = await put(asked(payment), id);
  expect(first).toMatchObject({ status: 200, json: { messageId: id } });
  central.clock.advance(1_000);
  expect((await put(asked(payment), id)).text).toBe(first.text);
  const other = await post();
  expect(await put(asked(other), id)).toMatchObject({ status: 409 });
  const mixed = asked({ ...payment, slipCode: other.slipCode });
  expect(await put(mixed)).toMatchObject({ status: 404, json: { code: 'notFound' } });
  const unknown = paymentOf('kiosk-1', [{ billId: 'x', reference: '1', amountFils: 1 }]);
  const { paymentId } = unknown.document;
  expect(await put(asked({ paymentId, slipCode: unknown.slipCode }))).toMatchObject({
    status: 404,
  });
  expect((await put(asked(payment))).status).toBe(200);
  expect((await put(asked(payment))).status).toBe(200);
  expect(await put(asked(payment))).toMatchObject({ status: 409, json: { code: 'tooMany' } });
});

test('what is no mobile number or address is refused without quoting it', async () => {
  const payment = await post();
  for (const to of [
    { channel: 'sms', address: '+97312345678' },
    { channel: 'sms', address: '36123456' },
    { channel: 'sms', address: '+973361234567' },
    { channel: 'email', address: 'amina@' },
    { channel: 'post', address: 'Road 2825' },
  ]) {
    const refused = await put(asked(payment, to));
    expect([to.address, refused.status]).toEqual([to.address, 400]);
    expect(refused.text).not.toContain(to.address);
  }
  expect(await rows()).toEqual([]);
});

test('a text message goes out once, in Arabic, and the number is gone afterwards', async () => {
  const payment = await post(FRESH);
  await put(asked(payment));
  expect(await everything()).not.toContain(PHONE.slice(4));
  expect(await deliverDue(deps)).toBe(1);
  expect(await deliverDue(deps)).toBe(0);
  const [only, ...more] = sms.received;
  expect(more).toEqual([]);
  expect(only?.headers).toMatchObject({ authorization: 'Bearer the-token' });
  expect(only?.body.to).toBe(PHONE);
  expect(only?.body.text).toBe(
    [
      'تم دفع 18.240 د.ب: فاتورة الكهرباء والماء.',
      `رقم العملية: ${shortPaymentId(payment.paymentId)}`,
      `الإيصال: https://pay.example/r/${payment.slipCode}`,
    ].join('\n'),
  );
  expect(await rows()).toMatchObject([{ state: 'sent', sealed: null }]);
  const left = await everything();
  for (const secret of [PHONE, PHONE.slice(4), payment.slipCode])
    expect(left).not.toContain(secret);
  expect(central.log()).not.toContain(PHONE.slice(4));
});

test('an e-mail says the same, with nothing to load from outside', async () => {
  const payment = await post();
  await put(asked(payment, { channel: 'email', address: EMAIL }, 'en'));
  await deliverDue(deps);
  const [mail = ''] = mailbox.mails;
  expect(mailbox.mails).toHaveLength(1);
  const body = mail.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  expect(body).toContain(`To: ${EMAIL}`);
  expect(body).toContain(shortPaymentId(payment.paymentId));
  expect(body).toContain(`https://pay.example/r/${payment.slipCode}`);
  expect(body).toContain('dir="ltr"');
  // It had been paid before: nothing of it is called paid.
  expect(body).toContain('goes back to your card');
  expect(body).not.toMatch(/<(?:img|link|script)|src=/u);
  expect(await everything()).not.toContain(EMAIL);
});

test('away is tried again, later each time, under one key; in the end it is given up and forgotten', async () => {
  const id = newId();
  await put(asked(await post()), id);
  sms.answers.push(503, null, 429);
  for (let tries = 1; tries <= 3; tries++) {
    expect(await deliverDue(deps)).toBe(1);
    expect(await deliverDue(deps), 'not at once').toBe(0);
    central.clock.advance(HOURS_4);
  }
  expect(await deliverDue(deps)).toBe(1);
  expect(sms.received.map(({ headers }) => headers['idempotency-key'])).toEqual([id, id, id, id]);
  expect(await rows()).toMatchObject([{ state: 'sent', tries: 4 }]);

  await central.db.deleteFrom('outgoing_message').execute();
  await put(asked(await post()));
  sms.answers.push(...Array.from({ length: MOST_TRIES }, () => 500));
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    await deliverDue(deps);
    central.clock.advance(HOURS_4);
  }
  expect(await deliverDue(deps)).toBe(0);
  expect(await rows()).toMatchObject([{ state: 'givenUp', sealed: null, tries: MOST_TRIES }]);
});

test('an address that nobody has is given up at once; a refused token is not its fault', async () => {
  await put(asked(await post(), { channel: 'email', address: EMAIL }));
  mailbox.refuseWith = 550;
  await deliverDue(deps);
  expect(await rows()).toMatchObject([{ state: 'givenUp', sealed: null }]);
  await central.db.deleteFrom('outgoing_message').execute();
  await put(asked(await post(), { channel: 'email', address: EMAIL }));
  mailbox.refuseWith = 451;
  await deliverDue(deps);
  await put(asked(await post()));
  sms.answers.push(401);
  await deliverDue(deps);
  expect((await rows()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
});

test('two replicas at once carry each message once', async () => {
  const payments = await Promise.all(Array.from({ length: 6 }, () => post()));
  for (const payment of payments) await put(asked(payment));
  const carried = await Promise.all([deliverDue(deps), deliverDue(deps), deliverDue(deps)]);
  expect(carried.reduce((sum, each) => sum + each, 0)).toBe(6);
  expect(new Set(sms.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(6);
  expect(sms.received).toHaveLength(6);
});
