import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgainRule } from '../../contract/catalogue.ts';
import type { LineOutcome } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Fact } from '../journal/facts.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, inDoubtPayment } from '../testing/lives.ts';
import {
  beginPayment,
  intentFact,
  openBench,
  temporaryFolder,
  type Bench,
} from '../testing/sample.ts';
import { amountAccepted, paidHereAt } from './guard.ts';

const BILL = 'ewa-12345678-1';
const HOUR_MS = 3_600_000;
const limits = { paymentFils: 200_000 };

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

const paid = (billIds: readonly string[], again?: AgainRule): number | null =>
  paidHereAt(bench.journal, billIds, clock.wallMs(), again);

test('a bill in the queue or in doubt is known as paid here, and when', () => {
  expect(paid([BILL])).toBeNull();
  const at = clock.wallMs();
  inDoubtPayment(bench);
  clock.advance(5_000);
  expect(paid(['another', BILL])).toBe(at);
  expect(paid(['another'])).toBeNull();
});

test('a bill whose payment charged nothing may be paid again', () => {
  const paymentId = beginPayment(bench);
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'declined', resultCode: 5 }],
  });
  expect(paid([BILL])).toBeNull();
});

const posted = (): void => {
  const paymentId = confirmedPayment(bench);
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'posted', recordedAt: '2026-11-22T13:00:00.000Z', lines: [] }],
  });
};

test('the newest payment is the one begun last, also after the wall clock went back', () => {
  confirmedPayment(bench);
  clock.jumpWall(-400 * 24 * HOUR_MS);
  const last = inDoubtPayment(bench);
  expect(bench.journal.latest(1).map((p) => p.paymentId)).toEqual([last]);
  expect(bench.journal.latest(9)).toHaveLength(2);
});

test('a posted bill blocks for as long as its service says', () => {
  const forAnHour: AgainRule = { kind: 'after', seconds: 3_600 };
  posted();
  expect(paid([BILL])).not.toBeNull();
  expect(paid([BILL], forAnHour)).not.toBeNull();
  clock.advance(HOUR_MS - 1);
  expect(paid([BILL], forAnHour)).not.toBeNull();
  clock.advance(1);
  expect(paid([BILL], forAnHour)).toBeNull();
  expect(paid([BILL])).not.toBeNull();
  expect(paid([BILL], { kind: 'after', seconds: 0 })).toBeNull();
});

test('a posted bill still blocks after the clock went back before its payment', () => {
  posted();
  clock.advance(2 * HOUR_MS);
  clock.jumpWall(-3 * HOUR_MS);
  expect(paid([BILL], { kind: 'after', seconds: 3_600 })).not.toBeNull();
});

test('what waits in the queue blocks whatever its service says of posted bills', () => {
  confirmedPayment(bench);
  clock.advance(30 * 24 * HOUR_MS);
  expect(paid([BILL], { kind: 'after', seconds: 60 })).not.toBeNull();
});

describe('a payment of several bills', () => {
  const OTHER = 'ewa-12345678-2';
  const intent = intentFact({
    lines: [
      { lineId: 1, serviceId: 'ewa', billId: BILL, amountFils: 20_000 as Fils },
      { lineId: 2, serviceId: 'ewa', billId: OTHER, amountFils: 12_569 as Fils },
    ],
  });
  const POSTED: LineOutcome = { lineId: 1, status: 'posted', postingNumber: 'EWA-1' };
  const REFUSED: LineOutcome = { lineId: 2, status: 'refused', reason: 'alreadyPaid' };
  const both = (): PaymentId => {
    const paymentId = approvedPayment(bench, undefined, intent);
    more(paymentId, { v: 1, type: 'confirmed', by: 'completion' });
    return paymentId;
  };
  const more = (paymentId: PaymentId, ...facts: Fact[]): void => {
    bench.journal.commit({ paymentId, facts });
  };
  const partly = (): PaymentId => {
    const paymentId = both();
    const recordedAt = '2026-11-22T13:00:00.000Z';
    more(paymentId, { v: 1, type: 'refused', recordedAt, lines: [POSTED, REFUSED] });
    return paymentId;
  };
  const quarantined: Fact = { v: 1, type: 'quarantined', reason: 'persistentRefusal', detail: '' };
  const decided = (verdict: 'settled' | 'notReversed'): Fact => ({
    v: 1,
    type: 'decided',
    commandId: 'c',
    verdict,
    operators: ['a', 'b'],
  });
  const refund: Fact = {
    v: 1,
    type: 'refundRequested',
    lineIds: [2],
    amountFils: 12_569 as Fils,
    why: 'partly',
    resultCode: null,
  };
  const blocked = (again?: AgainRule): string[] =>
    [BILL, OTHER].filter((billId) => paid([billId], again) !== null);

  test('partly refused: the posted bill blocks, the refused one may be paid', () => {
    const paymentId = partly();
    expect(blocked()).toEqual([BILL]);
    more(paymentId, refund);
    expect(blocked()).toEqual([BILL]);
    more(paymentId, { v: 1, type: 'refunded', amountFils: 12_569 as Fils });
    expect(blocked()).toEqual([BILL]);
  });

  test('the posted bill of a partly refused payment blocks for as long as its service says', () => {
    partly();
    expect(blocked({ kind: 'after', seconds: 60 })).toEqual([BILL]);
    clock.advance(60_000);
    expect(blocked({ kind: 'after', seconds: 60 })).toEqual([]);
  });

  test('before staff with its outcomes known: as those say', () => {
    more(partly(), refund, quarantined);
    expect(blocked()).toEqual([BILL]);
  });

  test('before staff without an outcome: both wait for the people, until they settled it', () => {
    const paymentId = both();
    more(paymentId, quarantined);
    clock.advance(400 * 24 * HOUR_MS);
    expect(blocked({ kind: 'after', seconds: 60 })).toEqual([BILL, OTHER]);
    more(paymentId, decided('settled'));
    expect(blocked()).toEqual([]);
  });

  test('settled by people after its outcomes were known: the posted bill stays paid', () => {
    more(partly(), refund, quarantined, decided('settled'));
    expect(blocked()).toEqual([BILL]);
  });
});

test('however many payments came after it, the bill is found', () => {
  const at = clock.wallMs();
  posted();
  clock.advance(1_000);
  for (let i = 0; i < 50; i++) {
    const billId = `other-${String(i)}`;
    bench.journal.commit({
      paymentId: bench.newId(),
      facts: [
        intentFact({
          lines: [{ lineId: 1, serviceId: 'ewa', billId, amountFils: 1 as Fils }],
          totalFils: 1 as Fils,
        }),
      ],
    });
  }
  expect(paid([BILL])).toBe(at);
});

test.each([
  [0, false],
  [-1, false],
  [1, true],
  [150_000, true],
  [150_001, false],
])('%d fils accepted under the service’s limit of 150 BHD: %s', (fils, accepted) => {
  expect(amountAccepted(fils as Fils, 150_000 as Fils, limits)).toBe(accepted);
});
