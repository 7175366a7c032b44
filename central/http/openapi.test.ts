import { randomBytes, randomUUID } from 'node:crypto';
import { shortPaymentId } from '../../contract/ids.ts';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FROM_THE_FIRST } from '../../contract/heads.ts';
import { DUES_RESOURCE } from '../../contract/dues.ts';
import { enrolmentStatement, keyStatement } from '../../contract/identity.ts';
import { pgliteDialect } from '../database/pglite.ts';
import { inviteKiosk } from '../enrolment/invite.ts';
import { openApiDocument } from '../openapi-document.ts';
import { newPaymentId, paymentOf, reversalOf } from '../testing/documents.ts';
import {
  type KioskClient,
  makeKiosk,
  type Method,
  type Reply,
  toReply,
} from '../testing/kiosk-client.ts';
import { startPaperIssuer, type PaperIssuer } from '../testing/paper-issuer.ts';
import { askRemoteAct } from '../remote/ask.ts';
import { recordReminders } from '../reminders/record.ts';
import { reminderSeal } from '../reminders/seal.ts';
import { giveCommand, sampleDay, sampleEvidence } from '../testing/reports.ts';
import { sampleStatus } from '../testing/status-reports.ts';
import { sampleSuggestion } from '../testing/suggestions.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';

type Operation = {
  operationId: string;
  responses: Record<string, { content?: Record<string, unknown> }>;
};
type OpenApi = { openapi: string; paths: Record<string, Record<string, Operation>> };

const committedText = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');
const committed = JSON.parse(committedText) as OpenApi;

let central: TestCentral;
let issuer: PaperIssuer;
let kiosk: KioskClient;

beforeAll(async () => {
  issuer = await startPaperIssuer();
  central = await startTestCentral(pgliteDialect(), 40, {
    eKey: { issuer: issuer.url, audience: DUES_RESOURCE },
  });
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(async () => {
  await central.stop();
  await issuer.stop();
});

test('the committed document is what the routes and the contract say now', async () => {
  expect(committedText).toBe(await openApiDocument());
});

test('the running server serves the committed document', async () => {
  expect((await toReply(await fetch(`${central.url}/openapi.json`))).json).toEqual(committed);
  expect(committed.openapi).toBe('3.1.0');
});

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(committed, 'openapi.json');
const tried = new Set<string>();

/** Checks one real answer against the document's schema of that operation, status and type. */
const conforms = (method: Method, template: string, reply: Reply): void => {
  const response = committed.paths[template]?.[method.toLowerCase()]?.responses[reply.status];
  expect(response, `${method} ${template} ${String(reply.status)} is documented`).toBeDefined();
  tried.add(`${method} ${template} ${String(reply.status)}`);
  const type = (reply.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (response?.content === undefined) {
    expect(reply.text).toBe('');
    return;
  }
  expect(Object.keys(response.content)).toContain(type);
  const pointer = [
    'paths',
    template,
    method.toLowerCase(),
    'responses',
    String(reply.status),
    'content',
    type,
    'schema',
  ]
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const validate = ajv.compile({ $ref: `openapi.json#/${pointer}` });
  expect(validate(reply.json), JSON.stringify(validate.errors)).toBe(true);
};

const giveAct = async ({ db, catalogueKey, clock }: TestCentral): Promise<string> => {
  const asked = await askRemoteAct(
    db,
    {
      kioskId: 'kiosk-1',
      act: 'lock',
      because: 'smoke',
      staff: { subject: 'demo-operator', name: 'Ali Mansoor' },
    },
    { key: catalogueKey, newId: randomUUID, nowMs: clock.wallMs() },
  );
  if (!asked.ok) throw new Error(asked.error);
  return asked.value;
};

test('every operation answers as the document says', async () => {
  const line = { billId: 'EWA-2610-12345678', reference: '12345678', amountFils: 32_569 };
  const nowhere = { billId: 'EWA-2610-00000000', reference: '00000000', amountFils: 1_000 };
  const { document, slipCode } = paymentOf('kiosk-1', [line, nowhere]);
  const byNumber = { shortId: shortPaymentId(document.paymentId), lastFour: '4242' };
  const reversal = reversalOf(document, 'refund', [2]);
  const hold = {
    paymentId: document.paymentId,
    bills: [{ serviceId: 'ewa', billId: line.billId, amountFils: line.amountFils }],
  };
  const batch = [document, { ...document, sequence: 2 }, { ...document, v: 2 }].map((each) => ({
    paymentId: document.paymentId,
    ...kiosk.signDocument(each),
  }));
  const held = { serviceId: 'ewa', billId: 'EWA-2610-30000001', amountFils: 18_240 };
  const id = document.paymentId;
  const day = sampleDay('kiosk-1');
  const evidence = sampleEvidence('kiosk-1', id);
  const commandId = await giveCommand(central.db, evidence);
  const actId = await giveAct(central);
  const answer = { outcome: 'refused', reason: 'expired', state: 'inDoubt' };
  const head = {
    generation: 1,
    seq: 1,
    hash: 'a'.repeat(64),
    at: document.authorisedAt,
    exposureFils: 0,
    exposureCount: 0,
  };
  const { id: suggestionId, content: suggestion } = sampleSuggestion();
  const { trackingNumber } = suggestion;
  const message = {
    paymentId: id,
    slipCode,
    to: { channel: 'sms', address: '+97336123456' },
    language: 'ar',
    askedAt: document.authorisedAt,
  };
  const seal = reminderSeal(randomBytes(32), randomBytes);
  await central.db
    .transaction()
    .execute((transaction) =>
      recordReminders(
        transaction,
        [{ serviceId: 'ewa', reference: '12345678' }],
        { channel: 'sms', address: '+97336123456' },
        'ar',
        central.clock.wallMs(),
        { seal, random: randomBytes },
      ),
    );
  const [reminder] = await central.db.selectFrom('due_reminder').selectAll().execute();
  const wish = reminder === undefined ? null : seal.open(reminder.reminder_id, reminder.sealed);
  const stopCode = wish?.stopCode ?? '';
  const addressOf = (template: string): string =>
    template
      .replace('{paymentId}', id)
      .replace('{number}', String(day.number))
      .replace('{commandId}', commandId)
      .replace('{actId}', actId)
      .replace('{suggestionId}', suggestionId)
      .replace('{messageId}', suggestionId)
      .replace('{after}', FROM_THE_FIRST)
      .replace('{buffer}', 'b'.repeat(16))
      .replace('{batch}', '1');
  const unsigned: [string, number][] = [
    ['/v1/health', 200],
    ['/v1/catalogue', 200],
  ];
  for (const [path, status] of unsigned) {
    const reply = await toReply(await fetch(`${central.url}${path}`));
    expect(reply.status).toBe(status);
    conforms('GET', path, reply);
  }
  const payment = '/v1/payments/{paymentId}';
  const signIn = issuer.token('900101123', kiosk.publicKey, central.clock.wallMs());
  const newcomer = makeKiosk('kiosk-9', central.url, central.clock);
  const asked = { kioskId: 'kiosk-9', by: 'amal', nowMs: central.clock.wallMs() };
  const invited = await inviteKiosk(central.db, asked, randomBytes);
  const enrolment = {
    kioskId: 'kiosk-9',
    publicKey: newcomer.publicKey,
    code: invited.ok ? invited.value.code : '',
  };
  const proof = newcomer.signText(enrolmentStatement(enrolment));
  const { publicKey } = newcomer;
  const proofOf = (what: 'offered' | 'taken') =>
    newcomer.signText(keyStatement(what, { kioskId: 'kiosk-1', publicKey }));
  const steps: [Method, string, unknown, number][] = [
    ['POST', '/v1/bills/search', { serviceId: 'ewa', reference: '10000002' }, 200],
    ['POST', '/v1/bills/search', { serviceId: 'ewa', reference: '99999999' }, 404],
    ['POST', '/v1/bills/search', { serviceId: 'ewa' }, 400],
    ['POST', '/v1/dues/search', { accessToken: signIn }, 200],
    ['POST', '/v1/dues/search', { accessToken: `${signIn}A` }, 403],
    ['POST', '/v1/dues/search', { accessToken: 'x' }, 400],
    ['POST', '/v1/holds', hold, 200],
    ['POST', '/v1/holds', { ...hold, bills: [held] }, 409],
    ['POST', '/v1/holds', { ...hold, bills: [{ ...held, serviceId: 'x' }] }, 404],
    ['DELETE', '/v1/holds/{paymentId}', undefined, 204],
    ['PUT', payment, kiosk.signDocument(document), 201],
    ['PUT', payment, kiosk.signDocument(document), 200],
    ['PUT', payment, kiosk.signDocument({ ...document, sequence: 2 }), 409],
    ['PUT', payment, kiosk.signDocument({ ...document, v: 2 }), 422],
    ['POST', `${payment}/reversal`, kiosk.signDocument({ ...reversal, amountFils: 1 }), 422],
    ['POST', `${payment}/reversal`, kiosk.signDocument(reversal), 201],
    ['POST', `${payment}/reversal`, kiosk.signDocument(reversal), 200],
    ['POST', `${payment}/reversal`, kiosk.signDocument({ ...reversal, amountFils: 1 }), 409],
    ['POST', '/v1/payments/batch', { payments: batch }, 200],
    ['POST', '/v1/payments/batch', { payments: [] }, 400],
    ['POST', '/v1/receipts/search', { slipCode }, 200],
    ['POST', '/v1/receipts/by-number', byNumber, 200],
    ['GET', '/v1/kiosks/self/totals', undefined, 200],
    ['PUT', '/v1/kiosks/days/{number}', day, 200],
    ['PUT', '/v1/kiosks/days/{number}', { ...day, cause: 'overdue' }, 409],
    ['PUT', '/v1/kiosks/days/{number}', { ...day, kioskId: 'kiosk-2' }, 422],
    ['PUT', '/v1/kiosks/evidence/{paymentId}', evidence, 200],
    ['PUT', '/v1/kiosks/evidence/{paymentId}', { ...evidence, kioskId: 'kiosk-2' }, 422],
    ['GET', '/v1/kiosks/commands', undefined, 200],
    ['PUT', '/v1/kiosks/commands/{commandId}', answer, 200],
    ['GET', '/v1/kiosks/acts', undefined, 200],
    ['PUT', '/v1/kiosks/acts/{actId}', { outcome: 'done' }, 200],
    ['PUT', '/v1/kiosks/acts/{actId}', { outcome: 'refused' }, 400],
    ['PUT', '/v1/kiosks/heads', head, 200],
    ['GET', '/v1/kiosks/heads', undefined, 200],
    ['PUT', '/v1/kiosks/status', sampleStatus(central.clock.wallMs()), 200],
    ['GET', '/v1/kiosks/self/payments/{after}', undefined, 200],
    ['PUT', '/v1/suggestions/{suggestionId}', suggestion, 200],
    ['PUT', '/v1/suggestions/{suggestionId}', { ...suggestion, text: 'x' }, 409],
    ['PUT', '/v1/suggestions/{suggestionId}', { ...suggestion, text: '' }, 400],
    ['POST', '/v1/suggestions/search', { trackingNumber }, 200],
    ['PUT', '/v1/receipt-messages/{messageId}', message, 200],
    ['POST', '/v1/reminders/stop', { stopCode }, 204],
    ['POST', '/v1/reminders/stop', { stopCode }, 404],
    ['POST', '/v1/reminders/stop', {}, 400],
    ['PUT', '/v1/receipt-messages/{messageId}', { ...message, language: 'en' }, 409],
    ['PUT', '/v1/receipt-messages/{messageId}', { ...message, paymentId: newPaymentId() }, 404],
    ['PUT', '/v1/receipt-messages/{messageId}', { ...message, to: {} }, 400],
    ['POST', '/v1/telemetry/logs/{buffer}/{batch}', { resourceLogs: [] }, 200],
    ['POST', '/v1/telemetry/metrics/{buffer}/{batch}', { resourceMetrics: [] }, 200],
    ['POST', '/v1/telemetry/traces/{buffer}/{batch}', { resourceSpans: [] }, 200],
    ['POST', '/v1/enrolment', { ...enrolment, proof }, 200],
    ['POST', '/v1/enrolment', { ...enrolment, proof: kiosk.signText('x') }, 403],
    ['POST', '/v1/enrolment', enrolment, 400],
    ['GET', '/v1/kiosks/self/identity', undefined, 200],
    ['PUT', '/v1/kiosks/self/key', { publicKey, proof }, 422],
    ['PUT', '/v1/kiosks/self/key', { publicKey, proof: proofOf('offered') }, 200],
    ['POST', '/v1/kiosks/self/key/taken', { publicKey, proof }, 422],
    ['POST', '/v1/kiosks/self/key/taken', { publicKey, proof: proofOf('taken') }, 200],
  ];
  const lost = newPaymentId();
  const missing = kiosk.signDocument({ ...reversal, paymentId: lost });
  conforms(
    'POST',
    `${payment}/reversal`,
    await kiosk.call('POST', `/v1/payments/${lost}/reversal`, missing),
  );

  for (const [method, template, body, status] of steps) {
    const reply = await kiosk.call(method, addressOf(template), body);
    expect([method, template, reply.status]).toEqual([method, template, status]);
    conforms(method, template, reply);
  }
  // Signed operations all refuse an unsigned request as documented, and none was forgotten.
  for (const [template, operations] of Object.entries(committed.paths))
    for (const [name, operation] of Object.entries(operations)) {
      const method = name.toUpperCase() as Method;
      const successes = Object.keys(operation.responses).filter((s) => s.startsWith('2'));
      for (const status of successes) expect(tried).toContain(`${method} ${template} ${status}`);
      if (!('401' in operation.responses)) continue;
      const url = `${central.url}${addressOf(template)}`;
      conforms(method, template, await toReply(await fetch(url, { method })));
    }
});
