/** Reminders of what is due next: asked for with a receipt, told once a bill, ended by a code or by time. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeUuid7 } from '../../contract/ids.ts';
import { OWN_CATALOGUE } from '../catalogue/services.ts';
import { addDays, bahrainDay, DAY_MS } from '../database/day.ts';
import { pgliteDialect } from '../database/pglite.ts';
import { openSmsGateway, type SmsGateway } from '../testing/mailbox.ts';
import { paymentOf } from '../testing/documents.ts';
import { toReply, type KioskClient, type Reply } from '../testing/kiosk-client.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { httpSmsSender } from '../messages/senders/http-sms.ts';
import { AHEAD_DAYS, remindDue, type RemindDeps } from './remind.ts';
import { reminderSeal } from './seal.ts';

const PHONE = '+97336123456';
const REFERENCE = '30000001';
const FRESH = { billId: 'EWA-2610-30000001', reference: REFERENCE, amountFils: 18_240 };
const messageSecret = randomBytes(32);
const seal = reminderSeal(messageSecret, randomBytes);

let central: TestCentral;
let kiosk: KioskClient;
let sms: SmsGateway;
let deps: RemindDeps;

beforeAll(async () => {
  central = await startTestCentral(pgliteDialect(), undefined, { messageSecret });
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());
beforeEach(async () => {
  sms = await openSmsGateway();
  const { db, store, clock } = central;
  const wording = { services: OWN_CATALOGUE.services, receiptUrl: 'https://pay.example/r/' };
  deps = { db, store, clock, seal, wording, senders: [httpSmsSender(sms.url, null)] };
  await db.deleteFrom('due_reminder').execute();
  await db.deleteFrom('bill').where('bill_id', 'like', 'NEXT-%').execute();
});
afterEach(() => sms.stop());

const ask = async (
  remind: boolean,
  line: { billId: string; reference: string; amountFils: number; serviceId?: string } = FRESH,
): Promise<Reply> => {
  const { document, slipCode } = paymentOf('kiosk-1', [line]);
  const { paymentId } = document;
  await kiosk.call('PUT', `/v1/payments/${paymentId}`, kiosk.signDocument(document));
  const to = { channel: 'sms', address: PHONE };
  const askedAt = document.authorisedAt;
  const content = { paymentId, slipCode, to, language: 'en', remind, askedAt };
  const id = makeUuid7(central.clock.wallMs(), randomBytes);
  return kiosk.call('PUT', `/v1/receipt-messages/${id}`, content);
};
const rows = () => central.db.selectFrom('due_reminder').selectAll().execute();
const day = (ahead: number): string => addDays(bahrainDay(central.clock.wallMs()), ahead);
const bill = (name: string, dueIn: number, amountFils = 21_500): Promise<unknown> =>
  central.db
    .insertInto('bill')
    .values({
      bill_id: `NEXT-${name}`,
      service_id: 'ewa',
      reference: REFERENCE,
      amount_fils: amountFils,
      title_ar: 'الكهرباء والماء',
      title_en: 'Electricity and water',
      detail_ar: 'ديسمبر',
      detail_en: 'December',
      due_date: day(dueIn),
    })
    .execute();
const texts = (): string[] => sms.received.map(({ body }) => body.text);
/** A day later, and looked at again until nothing is left to look at. */
const nextDay = async (): Promise<void> => {
  central.clock.advance(DAY_MS);
  while ((await remindDue(deps)) > 0);
};

test('only who asks is reminded, only of what comes again, and neither number stands in the row', async () => {
  expect((await ask(false)).status).toBe(200);
  const once = { billId: 'x', reference: '900101123', amountFils: 50_000, serviceId: 'traffic' };
  expect((await ask(true, once)).status).toBe(200);
  expect(await rows()).toEqual([]);
  await ask(true);
  await ask(true);
  const [row, ...more] = await rows();
  expect(more, 'asked twice, reminded once').toEqual([]);
  expect(row).toMatchObject({ service_id: 'ewa', channel: 'sms', language: 'en' });
  const bytes = Buffer.from(row?.sealed ?? []).toString('latin1');
  for (const secret of [PHONE, PHONE.slice(4), REFERENCE]) expect(bytes).not.toContain(secret);
});

test('told once of each bill, so many days before, with what is due and how to end it', async () => {
  await ask(true);
  await bill('A', AHEAD_DAYS + 2);
  await nextDay();
  expect(texts(), 'too early').toEqual([]);
  await nextDay();
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain('Electricity and water bill: BHD 21.500 is due by');
  expect(texts()[0]).not.toContain(REFERENCE);
  await nextDay();
  expect(texts(), 'not again').toHaveLength(1);
  await bill('B', AHEAD_DAYS, 30_000);
  await nextDay();
  expect(texts()[1]).toContain('BHD 30.000');

  const code = /stop\/(\S+)/u.exec(texts()[1] ?? '')?.[1] ?? '';
  const stop = (stopCode: string): Promise<Reply> =>
    fetch(`${central.url}/v1/reminders/stop`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ stopCode }),
    }).then(toReply);
  expect((await stop('0'.repeat(13))).status).toBe(404);
  expect((await stop(code.toLowerCase())).status).toBe(204);
  expect((await stop(code)).status).toBe(404);
  expect(await rows()).toEqual([]);
});

test('what is paid is not told of; what could not be sent is sent later; a dead number ends it', async () => {
  await ask(true);
  await bill('C', 3);
  await central.db
    .updateTable('bill')
    .set({ paid_fils: 21_500 })
    .where('bill_id', '=', 'NEXT-C')
    .execute();
  await nextDay();
  expect(texts()).toEqual([]);
  await bill('D', 3);
  sms.answers.push(503);
  await nextDay();
  expect(sms.received).toHaveLength(1);
  central.clock.advance(60 * 60_000);
  await remindDue(deps);
  expect(sms.received).toHaveLength(2);
  expect(new Set(sms.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  await bill('E', 5);
  sms.answers.push(410);
  await nextDay();
  expect(await rows()).toEqual([]);
});

test('after a year it has ended by itself; a box that was moved opens nothing', async () => {
  await ask(true);
  const [row] = await rows();
  expect(seal.open('another', row?.sealed ?? new Uint8Array())).toBeNull();
  expect(seal.open(row?.reminder_id ?? '', row?.sealed ?? new Uint8Array())).toMatchObject({
    address: PHONE,
    reference: REFERENCE,
  });
  central.clock.advance(367 * DAY_MS);
  await remindDue(deps);
  expect(await rows()).toEqual([]);
});
