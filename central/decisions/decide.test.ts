import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  COMMAND_CONTEXT,
  commandSchema,
  commandsSchema,
  type Evidence,
  type Verdict,
} from '../../contract/reconciliation.ts';
import { caseIdOf, closeByHand } from '../cases/case-files.ts';
import { writing } from '../database/writing.ts';
import { publicKeyFromRaw, verifyText } from '../identity/ed25519.ts';
import { importSettlementFile } from '../reconciliation/settlement-file.ts';
import { newPaymentId } from '../testing/documents.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { sampleEvidence } from '../testing/reports.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { COMMAND_MS, decide } from './decide.ts';
import { enrolOperator, signerFromPem, type Signer } from './operators.ts';
import { evidenceSeen, statementText } from './statement.ts';

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
const evidenceOf = async (caseId: string): Promise<string> =>
  (
    await central.db
      .selectFrom('case_file')
      .select('evidence')
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow()
  ).evidence;
const say = async (
  operator: string,
  caseId: string,
  verdict: Verdict,
  {
    transaction = null,
    signer = signers.get(operator),
    evidence: seen,
  }: { transaction?: string | null; signer?: Signer | undefined; evidence?: string } = {},
) => {
  const because = 'seen on the acquirer’s portal';
  const evidence = evidenceSeen(seen ?? (await evidenceOf(caseId)));
  const statement = { caseId, verdict, transaction, because, evidence };
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

const HEADER =
  'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace';
/** The acquirer's file of a day of its own, so that no test meets another's. */
const settles = async (day: string, ...lines: readonly string[]): Promise<void> => {
  const text = `${[HEADER, ...lines].join('\n')}\n`;
  const nowMs = central.clock.wallMs();
  const imported = await importSettlementFile(central.db, { text, day, replace: false, nowMs });
  expect(imported.ok).toBe(true);
};
const approvedOn = (day: string, trace: string) => ({
  ...APPROVED,
  trace,
  terminalDate: day.slice(5).replace('-', ''),
});
const CONTRADICTS = { ok: false, error: 'evidenceContradicts' };

test('a charge that the acquirer took back is none; nor does one stand against "not charged"', async () => {
  const day = '2026-11-10';
  await settles(
    day,
    `52500038,000201,0001,payment,32569,${day},120000,048299,VISA,`,
    `52500038,000202,0002,reversal,32569,${day},120100,048299,VISA,000201`,
    `52500038,000203,0003,payment,32569,${day},120200,048299,VISA,`,
  );
  const back = await report(evidence({ approved: approvedOn(day, '000201') }));
  const transaction = `${day} 52500038/000201`;
  expect(await say('maryam', back, 'charged', { transaction })).toEqual(CONTRADICTS);
  expect(await say('maryam', back, 'charged')).toEqual(CONTRADICTS);
  await agreed('maryam', back, 'notCharged');
  const stands = await report(evidence({ approved: approvedOn(day, '000203') }));
  expect(await say('maryam', stands, 'notCharged')).toEqual(CONTRADICTS);
  await agreed('maryam', stands, 'charged');
  const reversal = { question: 'reversed', state: 'reversing' } as const;
  const asked = await report(evidence({ ...reversal, approved: approvedOn(day, '000201') }));
  expect(await say('maryam', asked, 'notReversed')).toEqual(CONTRADICTS);
  await agreed('maryam', asked, 'reversed', { transaction: `${day} 52500038/000202` });
});

test('one charge proves one payment, at its own terminal', async () => {
  const day = '2026-11-11';
  await settles(
    day,
    `52500038,000301,0001,payment,32569,${day},120000,048299,VISA,`,
    `59999999,000302,0002,payment,32569,${day},120100,048299,VISA,`,
  );
  const one = await report(evidence());
  const other = await report(evidence());
  const transaction = `${day} 52500038/000301`;
  await agreed('maryam', one, 'charged', { transaction });
  await agreed('yusuf', one, 'charged', { transaction });
  expect(await say('maryam', other, 'charged', { transaction })).toEqual(CONTRADICTS);
  const elsewhere = await report(evidence({ before: { ...APPROVED, amountFils: 1_000 } }));
  const there = { transaction: `${day} 59999999/000302` };
  expect(await say('maryam', elsewhere, 'charged', there)).toEqual(CONTRADICTS);
});

test('an answer to what was asked before counts nothing: neither new nor as the first of two', async () => {
  const content = evidence({ approved: APPROVED });
  const caseId = await report(content);
  const before = await evidenceOf(caseId);
  await agreed('maryam', caseId, 'charged');
  await report({ ...content, replies: [{ kind: 'abort', code: 108 }] });
  expect(await say('yusuf', caseId, 'charged', { evidence: before })).toEqual({
    ok: false,
    error: 'evidenceChanged',
  });
  expect(await say('yusuf', caseId, 'charged')).toMatchObject({
    value: { kind: 'waitsForSecond' },
  });
});

test('a case that a kiosk waits for is decided, not closed by hand', async () => {
  const content = evidence();
  const caseId = await report(content);
  const close = () =>
    writing(central.db, central.clock.wallMs(), (transaction) =>
      closeByHand(transaction, caseId, {
        by: 'maryam',
        because: 'tired of it',
        nowMs: central.clock.wallMs(),
      }),
    );
  expect(await close()).toEqual({ ok: false, error: 'asksPeople' });
  expect(await statusOf(caseId)).toBe('open');
  await report({ ...content, question: 'over', state: 'notCharged' });
  expect(await close()).toEqual({ ok: false, error: 'notThere' });
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
