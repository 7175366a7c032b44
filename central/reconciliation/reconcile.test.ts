import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DayReport } from '../../contract/reconciliation.ts';
import { closeCase } from '../cases/case-files.ts';
import { addDays, dayStartMs } from '../database/day.ts';
import { writing } from '../database/writing.ts';
import { paymentOf, reversalOf } from '../testing/documents.ts';
import type { KioskClient } from '../testing/kiosk-client.ts';
import { sampleDay } from '../testing/reports.ts';
import { startTestCentral, type TestCentral } from '../testing/test-central.ts';
import { reconcileDay } from './reconcile.ts';
import { importSettlementFile } from './settlement-file.ts';

const HEADER =
  'terminal_id,trace,receipt,kind,amount_fils,date,time,authorisation_code,scheme,original_trace';
const DAY = '2026-11-22';
const LATER_MS = dayStartMs(addDays(DAY, 5));

let central: TestCentral;
let kiosk: KioskClient;
beforeAll(async () => {
  central = await startTestCentral();
  kiosk = await central.kiosk('kiosk-1');
}, 60_000);
afterAll(() => central.stop());

/** Recorded by central as the kiosk would send it; its line is for no bill, so it is refused. */
const submit = async (trace: string, fils: number) => {
  const { document } = paymentOf('kiosk-1', [
    { billId: 'EWA-2610-00000000', reference: '00000000', amountFils: fils },
  ]);
  const own = { ...document, authorisation: { ...document.authorisation, trace } };
  const path = `/v1/payments/${own.paymentId}`;
  const reply = await kiosk.call('PUT', path, kiosk.signDocument(own));
  expect(reply.status).toBe(201);
  return own;
};
const charge = (trace: string, fils: number): string =>
  `52500038,${trace},0031,payment,${String(fils)},${DAY},120000,048213,VISA,`;
const take = (lines: readonly string[], replace = true) =>
  importSettlementFile(central.db, {
    text: [HEADER, ...lines, ''].join('\n'),
    day: DAY,
    replace,
    nowMs: LATER_MS,
  });
const taken = async (lines: readonly string[]): Promise<void> => {
  expect(await take(lines)).toMatchObject({ ok: true });
};
const reconcile = () => reconcileDay(central.db, { day: DAY, deadlineHours: 72, nowMs: LATER_MS });
const openCases = async () =>
  central.db
    .selectFrom('case_file')
    .select(['case_id', 'kind', 'subject', 'owner', 'status'])
    .where('status', '<>', 'closed')
    .orderBy('kind')
    .execute();

test('a file is imported once, as a whole or not at all', async () => {
  expect(await take([charge('000001', 5_000), 'nonsense'])).toMatchObject({
    ok: false,
    error: { code: 'malformed', problems: [{ line: 3 }] },
  });
  const count = async () =>
    (await central.db.selectFrom('acquirer_transaction').selectAll().execute()).length;
  expect(await count()).toBe(0);
  expect(await take([charge('000001', 5_000)])).toMatchObject({ ok: true, value: { isNew: true } });
  expect(await take([charge('000001', 5_000)], false)).toMatchObject({
    ok: true,
    value: { isNew: false },
  });
  expect(await take([charge('000002', 5_000)], false)).toEqual({
    ok: false,
    error: { code: 'anotherFile' },
  });
  expect(await count()).toBe(1);
});

test('differences open cases with an owner, once, and close when they are gone', async () => {
  const late = await submit('000011', 6_000);
  await taken([charge('000010', 5_000), charge('000011', 6_000)]);
  const first = await reconcile();
  expect(first).toMatchObject({ settledLines: 2, agreed: 1 });
  expect(await openCases()).toMatchObject([
    {
      kind: 'chargedNotPosted',
      subject: `${DAY} 52500038/000010`,
      owner: 'reconciliation',
      status: 'open',
    },
    { kind: 'refundOwed', subject: late.paymentId, owner: 'refunds' },
  ]);
  const again = await reconcile();
  expect(again.findings).toEqual(first.findings);
  const audited = await central.db
    .selectFrom('audit')
    .select('action')
    .where('action', 'like', 'case%')
    .execute();
  expect(audited).toHaveLength(2);

  const posted = await submit('000010', 5_000);
  for (const document of [late, posted]) {
    const refund = kiosk.signDocument(reversalOf(document, 'refund', [1]));
    const path = `/v1/payments/${document.paymentId}/reversal`;
    expect((await kiosk.call('POST', path, refund)).status).toBe(201);
  }
  expect(await reconcile()).toMatchObject({ findings: [], agreed: 2, closed: 2 });
  expect(await openCases()).toEqual([]);
});

test('what a person closed with a reason stays closed until there is other evidence', async () => {
  await taken([charge('000010', 5_000), charge('000011', 6_000), charge('000020', 9_000)]);
  await reconcile();
  const [found] = await openCases();
  await writing(central.db, LATER_MS, (transaction) =>
    closeCase(transaction, found?.case_id ?? '', {
      by: 'maryam',
      because: 'a test card of the acquirer',
      nowMs: LATER_MS,
    }),
  );
  await reconcile();
  expect(await openCases()).toEqual([]);
  await taken([charge('000010', 5_000), charge('000011', 6_000), charge('000020', 9_001)]);
  await reconcile();
  expect(await openCases()).toMatchObject([{ kind: 'chargedNotPosted', status: 'open' }]);
});

const report = (number: number, fils: number, more: Partial<DayReport> = {}): DayReport =>
  sampleDay('kiosk-1', { number, terminal: { count: 1, fils }, ...more });
const send = (content: DayReport) =>
  kiosk.call('PUT', `/v1/kiosks/days/${String(content.number)}`, content);

test('a day report is kept once for ever; its totals against the journal are a case', async () => {
  expect((await send(report(1, 6_000))).status).toBe(200);
  expect((await send(report(1, 6_000))).status).toBe(200);
  expect((await send(report(1, 7_000))).json).toMatchObject({ code: 'documentDiffers' });
  const other = await send(report(2, 6_000, { kioskId: 'kiosk-2' }));
  expect(other.json).toMatchObject({ code: 'documentInvalid' });
  await send(report(3, 13_000));
  expect(await openCases()).toContainEqual(
    expect.objectContaining({ kind: 'totalsDiffer', subject: 'kiosk-1 3' }),
  );
});

test('totals that an unclear payment explains agree once that payment is recorded', async () => {
  const unclear = await submit('000030', 7_000);
  const entry = {
    paymentId: unclear.paymentId,
    standing: 'unclear' as const,
    state: 'inDoubt' as const,
    amountFils: unclear.totalFils,
    transaction: null,
  };
  const terminal = { count: 2, fils: 13_000 };
  await send(report(4, 0, { terminal, entries: [entry] }));
  const subject = 'kiosk-1 4';
  expect(await openCases()).toContainEqual(expect.objectContaining({ subject }));
  await reconcile();
  expect(await openCases()).not.toContainEqual(expect.objectContaining({ subject }));
});
