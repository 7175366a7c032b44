/** Cases as the page asks for them: told by a kiosk, decided by two at desks, obeyed by the kiosk. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CasePage, Cases, DecisionAnswer } from '../../contract/console-cases.ts';
import { commandSchema, type Evidence } from '../../contract/reconciliation.ts';
import { caseIdOf, fileCase } from '../../central/cases/case-files.ts';
import { writing } from '../../central/database/writing.ts';
import { decide } from '../../central/decisions/decide.ts';
import { enrolOperator, signerFromPem } from '../../central/decisions/operators.ts';
import { statementText } from '../../central/decisions/statement.ts';
import { importSettlementFile } from '../../central/reconciliation/settlement-file.ts';
import { newPaymentId } from '../../central/testing/documents.ts';
import type { KioskClient } from '../../central/testing/kiosk-client.ts';
import { sampleEvidence } from '../../central/testing/reports.ts';
import type { Desk } from './desk.ts';
import { openStage, type Stage } from './stage.ts';

const LINE = '2026-11-22 52500038/000124';
const FILE = [
  'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace',
  '52500038,000124,0031,payment,32569,2026-11-22,120000,A1B2C3,VISA,',
  '52500038,000125,0032,payment,9000,2026-11-22,120500,A1B2C4,VISA,',
].join('\n');

let stage: Stage;
let kiosk: KioskClient;
let viewer: Desk;
let operator: Desk;
let administrator: Desk;

beforeAll(async () => {
  stage = await openStage();
  kiosk = await stage.central.kiosk('kiosk-1');
  [viewer, operator, administrator] = [stage.desk(), stage.desk(), stage.desk()];
  await viewer.signIn('demo-viewer');
  await operator.signIn('demo-operator');
  await administrator.signIn('demo-administrator');
});
afterAll(() => stage.stop());

const tell = async (more: Partial<Evidence> = {}): Promise<string> => {
  const evidence = sampleEvidence('kiosk-1', newPaymentId(), more);
  const reply = await kiosk.call('PUT', `/v1/kiosks/evidence/${evidence.paymentId}`, evidence);
  expect(reply.status).toBe(200);
  const kind = evidence.state === 'quarantined' ? 'quarantined' : 'inDoubtUnclear';
  return caseIdOf({ kind, subject: `kiosk-1 ${evidence.paymentId}` });
};
const page = async (caseId: string, desk = viewer): Promise<CasePage> => {
  const answer = await desk.get(`/console/api/cases/${caseId}`);
  expect(answer.status, answer.text).toBe(200);
  return JSON.parse(answer.text) as CasePage;
};
const list = async (show = 'open', desk = viewer): Promise<Cases['cases']> =>
  (JSON.parse((await desk.get(`/console/api/cases?show=${show}`)).text) as Cases).cases;
const decideAt = async (
  desk: Desk,
  caseId: string,
  verdict: string,
  { line = null, seen }: { line?: string | null; seen?: string } = {},
): Promise<DecisionAnswer | number> => {
  const shown = seen ?? (await page(caseId)).seen;
  const body = { verdict, line, because: 'seen on the portal', seen: shown };
  const answer = await desk.post(`/console/api/cases/${caseId}/decision`, body);
  return answer.status === 200 ? (JSON.parse(answer.text) as DecisionAnswer) : answer.status;
};
const commands = async (): Promise<readonly { commandId: string; signed: { command: string } }[]> =>
  (
    (await kiosk.call('GET', '/v1/kiosks/commands')).json as {
      commands: { commandId: string; signed: { command: string } }[];
    }
  ).commands;

test('in doubt: seen, decided by two, told to the kiosk, closed when it has obeyed', async () => {
  const caseId = await tell();
  expect(await list()).toMatchObject([
    { caseId, kind: 'inDoubtUnclear', fils: 32_569, asksPeople: true, standing: 'none' },
  ]);
  const shown = await page(caseId);
  expect(shown.verdicts).toEqual(['charged', 'notCharged']);
  expect(shown.asked).toMatchObject({ question: 'charged', why: 'noAnswer' });
  expect(await decideAt(viewer, caseId, 'notCharged')).toBe(403);
  expect(await decideAt(operator, caseId, 'notCharged')).toEqual({ outcome: 'waitsForSecond' });
  expect(await decideAt(operator, caseId, 'notCharged')).toEqual({ outcome: 'waitsForSecond' });
  expect(await commands()).toEqual([]);
  expect((await list('open', operator))[0]).toMatchObject({ standing: 'self' });
  expect((await page(caseId, administrator)).decided).toMatchObject({
    by: 'demo-operator',
    verdict: 'notCharged',
    isSelf: false,
  });
  expect(await decideAt(administrator, caseId, 'settled')).toEqual({
    outcome: 'refused',
    why: 'verdictDoesNotFit',
  });
  expect(await decideAt(administrator, caseId, 'notCharged')).toEqual({ outcome: 'issued' });
  const [given] = await commands();
  const command = commandSchema.parse(JSON.parse(given?.signed.command ?? ''));
  expect(command).toMatchObject({
    verdict: 'notCharged',
    operators: ['staff/demo-operator', 'staff/demo-administrator'],
  });
  const waiting = await page(caseId);
  expect(waiting).toMatchObject({ verdicts: [], command: { state: 'waiting' } });
  await kiosk.call('PUT', `/v1/kiosks/commands/${command.commandId}`, {
    outcome: 'refused',
    reason: 'impossible',
    state: 'inDoubt',
  });
  expect((await page(caseId)).command).toMatchObject({ state: 'refused', reason: 'impossible' });
  const over = sampleEvidence('kiosk-1', command.paymentId, {
    question: 'over',
    state: 'notCharged',
  });
  await kiosk.call('PUT', `/v1/kiosks/evidence/${command.paymentId}`, over);
  expect((await page(caseId)).row.status).toBe('closed');
  expect((await list('closed'))[0]).toMatchObject({ caseId });
});

test('charged needs the acquirer’s own line, offered by its sum', async () => {
  const nowMs = stage.central.clock.wallMs();
  const imported = await importSettlementFile(stage.central.db, {
    text: FILE,
    day: '2026-11-22',
    replace: false,
    nowMs,
  });
  expect(imported.ok, JSON.stringify(imported)).toBe(true);
  const caseId = await tell();
  expect((await page(caseId)).lines.map(({ name }) => name)).toEqual([LINE]);
  expect(await decideAt(operator, caseId, 'charged')).toMatchObject({ why: 'evidenceMissing' });
  const other = LINE.replace('124', '125');
  expect(await decideAt(operator, caseId, 'charged', { line: other })).toMatchObject({
    why: 'evidenceMissing',
  });
  expect(await decideAt(operator, caseId, 'charged', { line: LINE })).toEqual({
    outcome: 'waitsForSecond',
  });
  expect(await decideAt(administrator, caseId, 'notCharged')).toMatchObject({
    why: 'anotherVerdictStands',
  });
  expect(await decideAt(administrator, caseId, 'charged', { seen: 'x' })).toMatchObject({
    why: 'evidenceChanged',
  });
  expect(await decideAt(administrator, caseId, 'charged', { line: LINE })).toEqual({
    outcome: 'issued',
  });
});

test('one at a desk and one with a key are no two', async () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signer = signerFromPem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  if (signer === null) throw new Error('no signer');
  const { db, clock, catalogueKey } = stage.central;
  const nowMs = clock.wallMs();
  const enrolled = await enrolOperator(db, { name: 'ali', publicKey: signer.publicKey, nowMs });
  expect(enrolled.ok).toBe(true);
  const caseId = await tell();
  expect(await decideAt(operator, caseId, 'notCharged')).toEqual({ outcome: 'waitsForSecond' });
  const { seen } = await page(caseId);
  const statement = {
    caseId,
    verdict: 'notCharged',
    transaction: null,
    because: 'seen',
    evidence: seen,
  } as const;
  const byKey = await decide(
    db,
    { statement, operator: 'ali', signature: signer.sign(statementText(statement)) },
    { key: catalogueKey, newId: randomUUID, nowMs },
  );
  expect(byKey).toEqual({ ok: false, error: 'decidedElsewhere' });
});

test('a difference in the books is taken on, and closed with a reason; a question is not closed', async () => {
  const { db, clock } = stage.central;
  const nowMs = clock.wallMs();
  const caseId = await writing(db, nowMs, (transaction) =>
    fileCase(
      transaction,
      {
        kind: 'duplicateCharge',
        subject: '2026-11-22 52500038/000124',
        kioskId: null,
        paymentId: null,
        evidence: { amountFils: 32_569, lines: [1, 2] },
      },
      { day: '2026-11-22', nowMs },
    ),
  );
  expect((await page(caseId)).found).toEqual({ amountFils: 32_569, lines: [1, 2] });
  const path = `/console/api/cases/${caseId}`;
  expect((await viewer.post(`${path}/take`)).status).toBe(403);
  expect((await operator.post(`${path}/take`)).status).toBe(204);
  expect((await page(caseId)).row).toMatchObject({ owner: 'Ali Mansoor', status: 'acknowledged' });
  expect((await operator.post(`${path}/close`, { because: '' })).status).toBe(400);
  const because = 'the acquirer paid one of them back';
  expect((await operator.post(`${path}/close`, { because })).status).toBe(204);
  expect((await page(caseId)).closedBecause).toBe(because);
  const question = await tell();
  const asked = await operator.post(`/console/api/cases/${question}/close`, { because });
  expect(asked.status).toBe(409);
});
