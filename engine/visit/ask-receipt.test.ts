/** A receipt by its number and the card's digits: what may be typed, what is asked, and what is shown. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Intent } from '../../contract/engine-api.ts';
import type { CentralReceipt, ReceiptByNumberRequest } from '../../contract/gateway.ts';
import { shortPaymentId } from '../../contract/ids.ts';
import { fail, ok } from '../../contract/result.ts';
import { confirmedPayment } from '../testing/lives.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { setVisitStage, type VisitStage } from '../testing/visit-stage.ts';

let stage: VisitStage;
let asked: ReceiptByNumberRequest[];
beforeEach(() => {
  stage = setVisitStage();
  asked = [];
  stage.far.answers.findReceiptByNumber = (request) => {
    asked.push(request);
    return Promise.resolve(fail({ kind: 'problem', status: 404, code: 'notFound' } as never));
  };
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
});

const say = async (...intents: Intent[]): Promise<void> => {
  for (const intent of intents) {
    expect([intent.do, stage.visit.intent(intent)]).toEqual([intent.do, null]);
    await settle();
  }
};
const TO_NUMBER: Intent[] = [
  { do: 'begin' },
  { do: 'chooseLanguage', language: 'ar' },
  { do: 'askReceipt' },
];
const receipt = (paymentId: string): CentralReceipt => ({
  paymentId: paymentId as never,
  kioskId: 'KSK-9',
  authorisedAt: '2026-11-20T10:30:00.000Z',
  recordedAt: '2026-11-20T10:30:01.000Z',
  totalFils: 12_500 as never,
  scheme: 'VISA',
  lastFour: '4242',
  authorisationCode: '048213',
  lines: [
    {
      lineId: 1,
      serviceId: 'ewa',
      reference: '*****678',
      amountFils: 12_500 as never,
      outcome: { lineId: 1, status: 'posted', postingNumber: 'EWA-1' },
    },
  ],
});

test('the number in any spelling, then exactly four digits; what does not fit is asked again', async () => {
  await say(...TO_NUMBER);
  for (const typed of ['', '7K2M', '7K2M-9QXD-04TBZ', '7K2M-9QXD-04T*'])
    await say({ do: 'receiptNumber', typed });
  expect(stage.visit.position()).toMatchObject({ at: 'askReceipt', problem: 'unreadable' });
  await say({ do: 'receiptNumber', typed: '7k2m 9qxd o4tb' });
  expect(stage.visit.position()).toEqual({
    at: 'askReceipt',
    shortId: '7K2M-9QXD-04TB',
    problem: null,
  });
  for (const typed of ['', '424', '42424', '42a2']) await say({ do: 'cardDigits', typed });
  expect(stage.visit.position()).toMatchObject({ problem: 'notFourDigits' });
  expect(asked).toEqual([]);
  await say({ do: 'cardDigits', typed: '٤٢٤٢' });
  expect(asked).toEqual([{ shortId: '7K2M-9QXD-04TB', lastFour: '4242' }]);
  expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'unknownReceipt' });
  await say({ do: 'back' });
  expect(stage.visit.position()).toMatchObject({ at: 'askReceipt', shortId: null });
  await say({ do: 'back' });
  expect(stage.visit.position()).toEqual({ at: 'services' });
});

test('it is shown, and its copy carries no code that would open it', async () => {
  const paymentId = stage.bench.newId();
  stage.far.answers.findReceiptByNumber = () => Promise.resolve(ok(receipt(paymentId)));
  await say(
    ...TO_NUMBER,
    { do: 'receiptNumber', typed: shortPaymentId(paymentId) },
    { do: 'cardDigits', typed: '4242' },
  );
  expect(stage.visit.position()).toMatchObject({
    at: 'receipt',
    found: { slipCode: null, receipt: { paymentId } },
  });
  await say({ do: 'printReceipt' });
  expect(stage.papers).toEqual(['final']);
  await stage.paperEnds();
});

test('one that waits here is told of, by the right digits only, also without the gateway', async () => {
  const paymentId = confirmedPayment(stage.bench);
  const number = shortPaymentId(paymentId);
  await say(...TO_NUMBER, { do: 'receiptNumber', typed: number });
  await say({ do: 'cardDigits', typed: '4242' });
  expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'slipQueued' });
  await say({ do: 'back' }, { do: 'receiptNumber', typed: number });
  await say({ do: 'cardDigits', typed: '4243' });
  expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'unknownReceipt' });
});
