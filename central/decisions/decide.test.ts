import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  COMMAND_CONTEXT,
  commandSchema,
  commandsSchema,
  type Evidence,
  type Verdict,
} from '../../contract/reconciliation.ts';
import { caseIdOf } from '../cases/case-files.ts';
import { publicKeyFromRaw, verifyText } from '../identity/ed25519.ts';
import { importSettlementFile } from '../reconciliation/settlement-file.ts';
import { newPaymentId } from '../testing/documents.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { sampleEvidence } from '../testing/reports.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { COMMAND_MS, decide } from './decide.ts';
import { enrolOperator, signerFromPem, type Signer } from './operators.ts';
import { statementText } from './statement.ts';

let central: TestCentral;
let kiosk: KioskClient;
let stranger: KioskClient;
const signers = new Map<string, Signer>();

const newSigner = (): Signer => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signer = signerFromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  if (signer === null) throw new Error('no signer');
  return signer;
};
const enrol = (name: string, publicKey: string) =>
  enrolOperator(central.db, { name, publicKey, nowMs: central.clock.wallMs() });

beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
  stranger = await central.kiosk('kiosk-2');
  for (const name of ['maryam', 'yusuf', 'huda']) {
    const signer = newSigner();
    signers.set(name, signer);
    expect((await enrol(name, signer.publicKey)).ok).toBe(true);
  }
}, 60_000);
afterAll(() => central.stop());

const evidence = (more: Partial<Evidence> = {}): Evidence =>
  sampleEvidence('kiosk-1', newPaymentId(), more);
const APPROVED = {
  trace: '000124',
  receiptNumber: '0031',
  terminalId: '52500038',
  terminalDate: '1122',
  terminalTime: '120000',
  amountFils: 32_569,
};
/** Reports it, and gives its case. */
const report = async (content: Evidence, client = kiosk): Promise<string> => {
  const reply = await client.call('PUT', `/v1/kiosks/evidence/${content.paymentId}`, content);
  expect(reply.status).toBe(200);
  const kind = content.state === 'quarantined' ? 'quarantined' : 'inDoubtUnclear';
  return caseIdOf({ kind, subject: `${content.kioskId} ${content.paymentId}` });
};
const say = (
  operator: string,
  caseId: string,
  verdict: Verdict,
  {
    transaction = null,
    signer = signers.get(operator),
  }: { transaction?: string | null; signer?: Signer | undefined } = {},
) => {
  const statement = { caseId, verdict, transaction, because: 'seen on the acquirer’s portal' };
  return decide(
    central.db,
    { statement, operator, signature: signer?.sign(statementText(statement)) ?? '' },
    { key: central.catalogueKey, newId: randomUUID, nowMs: central.clock.wallMs() },
  );
};
const agreed = async (...asked: Parameters<typeof say>): Promise<void> => {
  expect(await say(...asked)).toMatchObject({ ok: true });
};
const commands = async (client = kiosk) =>
  commandsSchema.parse((await client.call('GET', '/v1/kiosks/commands')).json).commands;
const statusOf = async (caseId: string) =>
  (
    await central.db
      .selectFrom('case_file')
      .select('status')
      .where('case_id', '=', caseId)
      .executeTakeFirst()
  )?.status;

test('two people with two keys make a command that only the payment’s kiosk is told', async () => {
  const content = evidence({ approved: APPROVED });
  const caseId = await report(content);
  expect(await say('maryam', caseId, 'charged')).toEqual({
    ok: true,
    value: { kind: 'waitsForSecond' },
  });
  expect(await say('maryam', caseId, 'charged')).toMatchObject({
    value: { kind: 'waitsForSecond' },
  });
  expect(await commands()).toEqual([]);
  expect(await say('yusuf', caseId, 'charged')).toMatchObject({ value: { kind: 'issued' } });
  expect(await commands(stranger)).toEqual([]);
  const [sent] = await commands();
  const key = publicKeyFromRaw(central.catalogueKey.publicKey);
  const text = sent?.signed.command ?? '';
  expect(key && verifyText(key, COMMAND_CONTEXT + text, sent?.signed.signature ?? '')).toBe(true);
  expect(key && verifyText(key, text, sent?.signed.signature ?? '')).toBe(false);
  expect(commandSchema.parse(JSON.parse(text))).toMatchObject({
    commandId: sent?.commandId,
    kioskId: 'kiosk-1',
    paymentId: content.paymentId,
    verdict: 'charged',
    operators: ['maryam', 'yusuf'],
  });
  expect(await say('huda', caseId, 'charged')).toEqual({ ok: false, error: 'commandOpen' });

  const path = `/v1/kiosks/commands/${sent?.commandId ?? ''}`;
  const applied = { outcome: 'applied', state: 'confirmed' };
  expect((await stranger.call('PUT', path, applied)).json).toMatchObject({ code: 'notFound' });
  expect((await kiosk.call('PUT', path, applied)).status).toBe(200);
  expect((await kiosk.call('PUT', path, applied)).status).toBe(200);
  expect(await commands()).toEqual([]);
  await report({ ...content, question: 'over', state: 'confirmed' });
  expect(await statusOf(caseId)).toBe('closed');
});

test('one person is no two: not by deciding twice, not by a second name for one key', async () => {
  const shared = signers.get('maryam')?.publicKey ?? '';
  expect(await enrol('maryam-2', shared)).toEqual({ ok: false, error: 'keyTaken' });
  expect(await enrol('maryam', newSigner().publicKey)).toEqual({ ok: false, error: 'nameTaken' });
  const caseId = await report(evidence({ approved: APPROVED }));
  const forged = { signer: signers.get('maryam') };
  expect(await say('yusuf', caseId, 'charged', forged)).toEqual({
    ok: false,
    error: 'badSignature',
  });
  expect(await say('nobody', caseId, 'charged', forged)).toEqual({
    ok: false,
    error: 'unknownOperator',
  });
});

test('two verdicts make no command until one of the two decides anew', async () => {
  const caseId = await report(evidence({ approved: APPROVED }));
  await agreed('maryam', caseId, 'charged');
  expect(await say('yusuf', caseId, 'notCharged')).toEqual({
    ok: false,
    error: 'anotherVerdictStands',
  });
  await agreed('maryam', caseId, 'notCharged');
  expect(await say('yusuf', caseId, 'notCharged')).toMatchObject({ value: { kind: 'issued' } });
});

test('a verdict must answer what is asked, and a charge be proved', async () => {
  const caseId = await report(evidence());
  expect(await say('maryam', caseId, 'reversed')).toEqual({
    ok: false,
    error: 'verdictDoesNotFit',
  });
  expect(await say('maryam', caseId, 'charged')).toEqual({ ok: false, error: 'evidenceMissing' });
  const transaction = '2026-11-22 52500038/000777';
  expect(await say('maryam', caseId, 'charged', { transaction })).toEqual({
    ok: false,
    error: 'evidenceMissing',
  });
  const header =
    'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace';
  const line = '52500038,000777,0077,payment,32569,2026-11-22,120000,048299,VISA,';
  const imported = await importSettlementFile(central.db, {
    text: `${header}\n${line}\n${line.replace('000777', '000778').replace('32569', '1')}\n`,
    day: '2026-11-22',
    replace: false,
    nowMs: central.clock.wallMs(),
  });
  expect(imported.ok).toBe(true);
  const other = { transaction: transaction.replace('777', '778') };
  expect(await say('maryam', caseId, 'charged', other)).toMatchObject({
    error: 'evidenceMissing',
  });
  await agreed('maryam', caseId, 'charged', { transaction });
  await agreed('yusuf', caseId, 'charged', { transaction });
  const sent = (await commands()).map(({ signed }) =>
    commandSchema.parse(JSON.parse(signed.command)),
  );
  expect(sent).toContainEqual(
    expect.objectContaining({
      authorisation: {
        amountFils: 32_569,
        scheme: 'VISA',
        lastFour: null,
        authorisationCode: '048299',
        terminalId: '52500038',
        trace: '000777',
        receiptNumber: '0077',
        terminalDate: '1122',
        terminalTime: '120000',
      },
    }),
  );
});

test('a refused command changes nothing here: the case stays and may be decided again', async () => {
  const content = evidence({ approved: APPROVED });
  const caseId = await report(content);
  await agreed('maryam', caseId, 'charged');
  await agreed('yusuf', caseId, 'charged');
  const sent = (await commands()).find(({ signed }) => signed.command.includes(content.paymentId));
  const refused = { outcome: 'refused', reason: 'expired', state: 'inDoubt' };
  await kiosk.call('PUT', `/v1/kiosks/commands/${sent?.commandId ?? ''}`, refused);
  expect(await statusOf(caseId)).toBe('open');
  const told = await central.db
    .selectFrom('audit')
    .select('detail')
    .where('subject', '=', caseId)
    .where('action', '=', 'commandAnswered')
    .executeTakeFirst();
  expect(told?.detail).toContain('refused: expired');
  expect(await say('maryam', caseId, 'charged')).toMatchObject({
    value: { kind: 'waitsForSecond' },
  });
});

test('a kiosk speaks of its own payments only; what it decided by itself withdraws the command', async () => {
  const content = evidence({ approved: APPROVED });
  const caseId = await report(content);
  await agreed('maryam', caseId, 'charged');
  await agreed('yusuf', caseId, 'charged');
  const before = (await commands()).length;
  await report({ ...content, kioskId: 'kiosk-2', question: 'over', state: 'posted' }, stranger);
  expect(await statusOf(caseId)).toBe('open');
  const wrong = { ...content, question: 'over' };
  const reply = await stranger.call('PUT', `/v1/kiosks/evidence/${content.paymentId}`, wrong);
  expect(reply.json).toMatchObject({ code: 'documentInvalid' });
  await report({ ...content, question: 'over', state: 'notCharged' });
  expect(await statusOf(caseId)).toBe('closed');
  expect(await commands()).toHaveLength(before - 1);
});

test('a command that nobody fetched in time is offered no more', async () => {
  expect(await commands()).not.toEqual([]);
  central.clock.advance(COMMAND_MS);
  expect(await commands()).toEqual([]);
});
