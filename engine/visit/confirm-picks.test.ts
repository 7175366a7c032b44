/** Bills of several services under one card: every rule of each, and of all of them together. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BilledService } from '../../contract/catalogue.ts';
import type { HoldRequest } from '../../contract/gateway.ts';
import type { Fils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import { ok } from '../../contract/result.ts';
import { confirmedPayment } from '../testing/lives.ts';
import { intentFact } from '../testing/sample.ts';
import { bill, ewa, setVisitStage, type VisitStage } from '../testing/visit-stage.ts';
import { confirmPicks } from './confirm-picks.ts';
import type { Pick, Picks, Position } from './position.ts';
import { prepareIntent } from './prepare-payment.ts';

const fines: BilledService = { ...ewa, id: 'fines', limitFils: 50_000 as Fils };
const never: BilledService = { ...ewa, id: 'never', offline: { kind: 'never' } };

let stage: VisitStage;
beforeEach(() => {
  stage = setVisitStage();
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
});

const pick = (service: BilledService, reference: string, ...chosen: readonly Bill[]): Pick => ({
  found: {
    service,
    reference,
    payerName: { ar: 'أ*** م***', en: 'A*** M***' },
    bills: chosen,
    source: { kind: 'lookedUp', atMs: stage.clock.monotonicMs() },
  },
  chosen,
});
const both = (): Picks => [
  pick(ewa, '12345678', bill('E-1', 20_000), bill('E-2', 1_000)),
  pick(fines, '900101123', bill('F-1', 30_000)),
];
const isConfirm = (step: Position): Extract<Position, { at: 'confirm' }> => {
  if (step.at !== 'confirm') throw new Error(JSON.stringify(step));
  return step;
};

test('one total, one hold of all, and every line under its own service and number', async () => {
  let asked: HoldRequest | null = null;
  stage.far.answers.hold = (request) => {
    asked = request;
    const { paymentId } = request;
    return Promise.resolve(ok({ paymentId, fence: 4, expiresAt: '2026-11-22T14:00:00.000Z' }));
  };
  const step = isConfirm(confirmPicks(both(), stage.sale));
  expect(step).toMatchObject({ totalFils: 51_000, willQueue: false });
  const paymentId = stage.bench.newId();
  const prepared = await prepareIntent(step, paymentId, 'en', stage.sale);
  expect(asked).toEqual({
    paymentId,
    bills: [
      { serviceId: 'ewa', billId: 'E-1', amountFils: 20_000 },
      { serviceId: 'ewa', billId: 'E-2', amountFils: 1_000 },
      { serviceId: 'fines', billId: 'F-1', amountFils: 30_000 },
    ],
  });
  if (!('request' in prepared)) throw new Error('not prepared');
  expect(prepared.request.intent).toMatchObject({
    totalFils: 51_000,
    lines: [
      { lineId: 1, serviceId: 'ewa', billId: 'E-1' },
      { lineId: 2, serviceId: 'ewa', billId: 'E-2' },
      { lineId: 3, serviceId: 'fines', billId: 'F-1' },
    ],
  });
  expect(
    prepared.request.personal.lines.map(({ lineId, reference }) => [lineId, reference]),
  ).toEqual([
    [1, '12345678'],
    [2, '12345678'],
    [3, '900101123'],
  ]);
});

test('the limit of one service holds for its own bills, the kiosk’s for all of them', () => {
  const [first] = both();
  expect(confirmPicks([first, pick(fines, '1', bill('F-1', 50_001))], stage.sale)).toMatchObject({
    at: 'notice',
    kind: 'amountNotAccepted',
    service: { id: 'fines' },
  });
  // Two accounts of one service are one sum.
  expect(
    confirmPicks(
      [pick(fines, '1', bill('F-1', 30_000)), pick(fines, '2', bill('F-2', 30_000))],
      stage.sale,
    ),
  ).toMatchObject({ at: 'notice', kind: 'amountNotAccepted' });
  const limits = { ...stage.sale.config.limits, paymentFils: 50_999 as Fils };
  const sale = { ...stage.sale, config: { ...stage.sale.config, limits } };
  expect(confirmPicks(both(), sale)).toMatchObject({ at: 'notice', kind: 'amountNotAccepted' });
});

test('a bill among them that was paid here keeps all of them from the card', () => {
  confirmedPayment(stage.bench, undefined);
  const paid = intentFact();
  if (paid.type !== 'intent') throw new Error('unreachable');
  const billId = paid.lines[0]?.billId ?? '';
  const picks: Picks = [both()[0], pick(fines, '1', bill(billId, 1_000))];
  expect(confirmPicks(picks, stage.sale)).toMatchObject({
    at: 'notice',
    kind: 'alreadyPaidHere',
    service: { id: 'fines' },
  });
});

test('while the gateway is away: all of them may be sold, or none', () => {
  stage.world.online = false;
  expect(confirmPicks(both(), stage.sale)).toMatchObject({ at: 'confirm', willQueue: true });
  const picks: Picks = [both()[0], pick(never, '1', bill('N-1', 1_000))];
  expect(confirmPicks(picks, stage.sale)).toMatchObject({
    at: 'notice',
    kind: 'onlineOnly',
    service: { id: 'never' },
  });
  // Each has room for itself, and the kiosk has none for both.
  const sale = { ...stage.sale, exposure: { ...stage.sale.exposure, room: () => 40_000 } };
  expect(confirmPicks(both(), sale)).toMatchObject({ at: 'notice', kind: 'exposureCap' });
});
