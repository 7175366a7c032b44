import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CentralReceipt } from '../../contract/gateway.ts';
import { makeSlipCode, paymentIdSchema } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import { fail, ok } from '../../contract/result.ts';
import { seededBytes } from '../testing/sample.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { setVisitStage, type VisitStage } from '../testing/visit-stage.ts';

let stage: VisitStage;
beforeEach(() => {
  stage = setVisitStage();
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
});

const slip = makeSlipCode(seededBytes(5));
const BILL = 'EWA12345678202610';
const scan = async (text: string): Promise<void> => {
  stage.visit.scanned({ kind: 'code', symbology: null, text });
  await settle();
};
const at = (): string => stage.visit.position().at;
const receipt = (status: 'posted' | 'refused'): CentralReceipt => ({
  paymentId: paymentIdSchema.parse('01a20529-39aa-7ad6-a795-8531cff2fc7c'),
  kioskId: 'KSK-9',
  authorisedAt: '2026-11-20T10:00:00.000Z',
  recordedAt: '2026-11-20T10:00:02.000Z',
  totalFils: 12_500 as Fils,
  scheme: 'VISA',
  lastFour: '1234',
  authorisationCode: '112233',
  lines: [
    {
      lineId: 1,
      serviceId: 'ewa',
      reference: '*****678',
      amountFils: 12_500 as Fils,
      outcome:
        status === 'posted'
          ? { lineId: 1, status, postingNumber: 'EWA-77' }
          : { lineId: 1, status, reason: 'unknownBill' },
    },
  ],
});

test("from the first screen a bill's barcode leads straight to the bill", async () => {
  await scan(BILL);
  expect(stage.visit.position()).toMatchObject({ at: 'bills', found: { reference: '12345678' } });
});

test('with the gateway away it says so', async () => {
  stage.world.online = false;
  await scan(BILL);
  expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'gatewayAway' });
});

test('with nothing for sale a scan does nothing', async () => {
  stage.world.closed = 'power';
  await scan(BILL);
  expect(at()).toBe('attract');
});

test('an unknown code is explained, and back leads to where one was', async () => {
  stage.visit.intent({ do: 'begin' });
  await scan('hello');
  expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'unknownCode' });
  await scan('hello again');
  stage.visit.intent({ do: 'back' });
  expect(at()).toBe('language');
});

test('a slip opens its receipt, which prints once as a copy', async () => {
  stage.far.answers.findReceipt = () => Promise.resolve(ok(receipt('posted')));
  await scan(`https://pay.example/r/${slip}`);
  expect(stage.visit.position()).toMatchObject({ at: 'receipt', paper: 'none' });
  expect(stage.visit.intent({ do: 'printReceipt' })).toBeNull();
  expect(stage.visit.position()).toMatchObject({ paper: 'printing' });
  expect(stage.visit.intent({ do: 'printReceipt' })).toBe('busy');
  await stage.paperEnds();
  expect(stage.papers).toEqual(['final']);
  expect(stage.visit.position()).toMatchObject({ paper: 'printed' });
  expect(stage.visit.intent({ do: 'printReceipt' })).toBe('notAllowed');
});

test('a receipt with a refused line is shown and never printed as paid', async () => {
  stage.far.answers.findReceipt = () => Promise.resolve(ok(receipt('refused')));
  await scan(slip);
  expect(at()).toBe('receipt');
  expect(stage.visit.intent({ do: 'printReceipt' })).toBe('notAllowed');
});

test('an unknown slip, too many tries, no gateway: each is said in its own words', async () => {
  const answers = [
    [{ kind: 'problem', code: 'notFound', status: 404 }, 'unknownSlip'],
    [{ kind: 'problem', code: 'rateLimited', status: 429 }, 'tooManyTries'],
    [{ kind: 'away' }, 'gatewayAway'],
  ] as const;
  for (const [failure, kind] of answers) {
    stage.far.answers.findReceipt = () => Promise.resolve(fail(failure));
    await scan(slip);
    expect(stage.visit.position()).toMatchObject({ at: 'notice', kind });
  }
  stage.far.answers.findReceipt = () => Promise.resolve(ok(receipt('posted')));
  expect(stage.visit.intent({ do: 'retry' })).toBeNull();
  await settle();
  expect(at()).toBe('receipt');
});

test('the found receipt goes when the person goes', async () => {
  stage.far.answers.findReceipt = () => Promise.resolve(ok(receipt('posted')));
  await scan(slip);
  expect(stage.visit.intent({ do: 'finish' })).toBeNull();
  expect(JSON.stringify(stage.visit.position())).not.toContain('1234');
});

test('when the kiosk closes, whoever only looks around is told at once', async () => {
  await scan(BILL);
  stage.world.closed = 'door';
  stage.visit.refresh();
  expect(at()).toBe('attract');
  expect(stage.visit.intent({ do: 'begin' })).toBe('notAllowed');
});
