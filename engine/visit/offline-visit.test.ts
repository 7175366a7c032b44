/** What a person may pay, and is told, while the gateway does not answer. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Intent } from '../../contract/engine-api.ts';
import type { Fils } from '../../contract/money.ts';
import { fail } from '../../contract/result.ts';
import type { SignedBill } from '../../contract/signed-bill.ts';
import { confirmedPayment } from '../testing/lives.ts';
import { billCode, signedEwa, zakat } from '../testing/offline-services.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { ewa, setVisitStage, type VisitStage } from '../testing/visit-stage.ts';

let stage: VisitStage;
beforeEach(() => {
  stage = setVisitStage();
  stage.services.splice(0, 1, signedEwa, zakat, {
    ...ewa,
    id: 'fines',
    offline: { kind: 'never' },
  });
  stage.far.answers.hold = () => Promise.resolve(fail({ kind: 'away' }));
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
});

const say = async (...intents: readonly Intent[]): Promise<void> => {
  for (const intent of intents) {
    expect([intent.do, stage.visit.intent(intent)]).toEqual([intent.do, null]);
    await settle();
  }
};
const toService = (serviceId: string): readonly Intent[] => [
  { do: 'begin' },
  { do: 'chooseLanguage', language: 'en' },
  { do: 'chooseService', serviceId },
];
const now = () => stage.visit.position();
const scan = async (bill: Partial<SignedBill> = {}): Promise<void> => {
  const code = billCode({
    serviceId: 'ewa',
    reference: '12345678',
    billId: 'B-77',
    amountFils: 20_000 as Fils,
    dueDate: '2026-12-10',
    expiresAtMs: stage.clock.wallMs() + 60_000,
    ...bill,
  });
  stage.visit.scanned({ kind: 'code', symbology: null, text: code });
  await settle();
};

describe('an amount that the citizen sets', () => {
  test('online: no search and no hold, a bill of its own each time', async () => {
    await say(...toService('zakat'));
    expect(now()).toMatchObject({ at: 'amount', problem: null });
    await say({ do: 'enterAmount', typed: '٢٥' });
    expect(now()).toMatchObject({ at: 'confirm', totalFils: 25_000, willQueue: false });
    await say({ do: 'pay' });
    const [{ request }] = stage.cards as [VisitStage['cards'][number]];
    expect(request.intent).toMatchObject({
      lines: [{ serviceId: 'zakat', amountFils: 25_000 }],
      hold: null,
    });
    expect(request.personal.lines).toMatchObject([{ reference: '' }]);
    expect(request.intent.lines[0]?.billId).toMatch(/^zakat-[0-9a-f]{20}$/u);
  });

  test.each([
    ['', 'empty'],
    ['0', 'tooSmall'],
    ['201', 'tooLarge'],
    ['1x', 'notDigits'],
  ])('%j typed: %s', async (typed, problem) => {
    await say(...toService('zakat'), { do: 'enterAmount', typed });
    expect(now()).toMatchObject({ at: 'amount', problem });
  });

  test('offline: queued, said before the card', async () => {
    stage.world.online = false;
    await say(...toService('zakat'), { do: 'enterAmount', typed: '5' });
    expect(now()).toMatchObject({ at: 'confirm', willQueue: true });
    await say({ do: 'pay' });
    expect(stage.cards).toHaveLength(1);
  });

  test('the gateway leaves before the card: asked again first', async () => {
    await say(...toService('zakat'), { do: 'enterAmount', typed: '5' });
    stage.world.online = false;
    await say({ do: 'pay' });
    expect(now()).toMatchObject({ at: 'confirm', willQueue: true });
    expect(stage.cards).toHaveLength(0);
  });

  test('back from the check leads to the amount', async () => {
    await say(...toService('zakat'), { do: 'enterAmount', typed: '5' }, { do: 'back' });
    expect(now()).toMatchObject({ at: 'amount' });
  });

  test('closed at the service’s own cap, with its reason, and open when the gateway is back', async () => {
    stage.world.online = false;
    for (let i = 0; i < 2; i++) confirmedPayment(stage.bench);
    stage.services.splice(1, 1, { ...zakat, id: 'ewa' });
    stage.services.splice(0, 1);
    await say(...toService('ewa'));
    expect(now()).toMatchObject({ at: 'notice', kind: 'exposureCap' });
    stage.world.online = true;
    await say({ do: 'retry' }, { do: 'chooseService', serviceId: 'ewa' });
    expect(now()).toMatchObject({ at: 'amount' });
  });
});

describe('a bill’s own signed code', () => {
  test('offline it is shown and sold, without a name', async () => {
    stage.world.online = false;
    await scan();
    expect(now()).toMatchObject({
      at: 'bills',
      found: {
        reference: '12345678',
        payerName: null,
        bills: [{ billId: 'B-77', amountFils: 20_000 }],
      },
    });
    await say({ do: 'chooseBills', billIds: ['B-77'] });
    expect(now()).toMatchObject({ at: 'confirm', willQueue: true });
    await say({ do: 'pay' });
    expect(stage.cards[0]?.request.intent.lines).toMatchObject([{ billId: 'B-77' }]);
  });

  test('online the gateway is asked: what it says counts', async () => {
    await scan();
    expect(now()).toMatchObject({ at: 'bills', found: { source: { kind: 'lookedUp' } } });
  });

  test('the gateway is away and nobody knew yet: the code will do', async () => {
    stage.far.answers.searchBills = () => Promise.resolve(fail({ kind: 'away' }));
    await scan();
    expect(now()).toMatchObject({ at: 'bills', found: { source: { kind: 'signed' } } });
  });

  test.each([
    ['expired', { expiresAtMs: 0 }, 'billCodeExpired'],
    ['above what may be stored', { amountFils: 200_001 as Fils }, 'exposureCap'],
  ])('%s', async (_what, bill, kind) => {
    stage.world.online = false;
    await scan(bill);
    expect(now()).toMatchObject({ at: 'notice', kind });
  });

  test('it expires while the person reads', async () => {
    stage.world.online = false;
    await scan();
    stage.clock.advance(30_000);
    await say({ do: 'chooseBills', billIds: ['B-77'] });
    stage.clock.advance(30_000);
    await say({ do: 'pay' });
    expect(now()).toMatchObject({ at: 'notice', kind: 'billCodeExpired' });
    expect(stage.cards).toHaveLength(0);
  });

  test('a clock that cannot be right sells nothing by it', async () => {
    stage.world.online = false;
    stage.clock.jumpWall(-400 * 86_400_000);
    await scan();
    expect(now()).toMatchObject({ at: 'notice', kind: 'clockUnsure' });
  });

  test('forged: said so, wherever it is held', () => {
    stage.visit.scanned({ kind: 'code', symbology: null, text: 'KHB1.test-1.e30.AAAA' });
    expect(now()).toMatchObject({ at: 'notice', kind: 'billCodeForged' });
  });
});

describe('what cannot be sold', () => {
  test.each([
    ['ewa', 'needsSignedBill'],
    ['fines', 'onlineOnly'],
  ])('%s: %s, and a reminder is offered once', async (serviceId, kind) => {
    stage.world.online = false;
    await say(...toService(serviceId));
    expect(now()).toMatchObject({ at: 'notice', kind });
    await say({ do: 'printReminder' });
    expect(stage.visit.intent({ do: 'printReminder' })).toBe('busy');
    await stage.paperEnds();
    expect(stage.papers).toEqual(['reminder']);
    expect(now()).toMatchObject({ at: 'notice', kind, reminder: 'printed' });
    expect(stage.visit.intent({ do: 'printReminder' })).toBe('notAllowed');
  });

  test('where trying again later would not help there is no reminder', () => {
    stage.visit.scanned({ kind: 'code', symbology: null, text: 'hello' });
    expect(stage.visit.intent({ do: 'printReminder' })).toBe('notAllowed');
  });
});
