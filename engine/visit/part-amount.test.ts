/** A part of a bill: what may be typed, what is paid, and what is left to pay the next time. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BilledService } from '../../contract/catalogue.ts';
import type { Intent } from '../../contract/engine-api.ts';
import { formatFils, type Fils } from '../../contract/money.ts';
import { ok } from '../../contract/result.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { bill, ewa, setVisitStage, type VisitStage } from '../testing/visit-stage.ts';
import { partRange } from './part-amount.ts';

const inParts: BilledService = {
  ...ewa,
  id: 'dues',
  partial: { leastFils: 10_000 as Fils, stepFils: 1_000 },
};

let stage: VisitStage;
let due: number;
beforeEach(() => {
  stage = setVisitStage();
  stage.services.push(inParts);
  due = 32_569;
  stage.far.answers.searchBills = () =>
    Promise.resolve(
      ok({
        payerName: { ar: 'أ*** م***', en: 'A*** M***' },
        bills: [bill('D-1', due), bill('D-2', 9_000)],
      }),
    );
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
const TO_BILLS: Intent[] = [
  { do: 'begin' },
  { do: 'chooseLanguage', language: 'en' },
  { do: 'chooseService', serviceId: 'dues' },
  { do: 'enterReference', typed: '12345678' },
];

test('parts are whole steps from the least to less than all, within every limit', () => {
  expect(partRange(inParts, bill('D-1', 32_569), 300_000)).toEqual({
    minFils: 10_000,
    maxFils: 32_000,
  });
  expect(partRange(inParts, bill('D-1', 32_000), 300_000)).toMatchObject({ maxFils: 31_000 });
  expect(partRange(inParts, bill('D-1', 32_000), 12_345)).toMatchObject({ maxFils: 12_000 });
  expect(partRange(inParts, bill('D-1', 10_000), 300_000)).toBeNull();
  expect(partRange(ewa, bill('D-1', 32_569), 300_000)).toBeNull();
});

test('the amount is asked, checked, and goes to the confirmation and the hold as it was typed', async () => {
  await say(...TO_BILLS);
  expect(stage.visit.position()).toMatchObject({ at: 'bills' });
  expect(stage.visit.intent({ do: 'choosePart', billId: 'D-2' })).toBe('notAllowed');
  expect(stage.visit.intent({ do: 'choosePart', billId: 'nobody' })).toBe('notAllowed');
  await say({ do: 'choosePart', billId: 'D-1' });
  expect(stage.visit.position()).toMatchObject({
    at: 'part',
    range: { minFils: 10_000, maxFils: 32_000 },
    problem: null,
  });
  for (const [typed, problem] of [
    ['', 'empty'],
    ['9', 'tooSmall'],
    ['33', 'tooLarge'],
    ['1.5', 'notDigits'],
  ] as const) {
    await say({ do: 'enterAmount', typed });
    expect(stage.visit.position()).toMatchObject({ at: 'part', problem });
  }
  await say({ do: 'enterAmount', typed: '٢٠' });
  expect(stage.visit.position()).toMatchObject({
    at: 'confirm',
    totalFils: 20_000,
    picks: [
      {
        chosen: [
          {
            billId: 'D-1',
            amountFils: 20_000,
            detail: { en: `October 2026 · Part of ${formatFils(32_569 as Fils, 'en')}` },
          },
        ],
      },
    ],
  });
  await say({ do: 'back' });
  expect(stage.visit.position()).toMatchObject({ at: 'bills' });
});

test('back from the question is to the bills, and the whole can still be paid', async () => {
  await say(...TO_BILLS, { do: 'choosePart', billId: 'D-1' }, { do: 'back' });
  await say({ do: 'chooseBills', billIds: ['D-1'] });
  expect(stage.visit.position()).toMatchObject({ at: 'confirm', totalFils: 32_569 });
});
