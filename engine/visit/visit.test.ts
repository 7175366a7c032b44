import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Intent } from '../../contract/engine-api.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { fail, ok } from '../../contract/result.ts';
import { authorisation } from '../testing/sample.ts';
import { paymentOf } from '../testing/lives.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { bill, setVisitStage, type VisitStage } from '../testing/visit-stage.ts';
import { recordApproval } from '../payments/approval.ts';
import type { Payment } from '../payments/fold.ts';

let stage: VisitStage;
beforeEach(() => {
  stage = setVisitStage();
});
afterEach(() => {
  expect(stage.bugs).toEqual([]);
  stage.close();
});

const at = (): string => stage.visit.position().at;
const say = async (intent: Intent): Promise<string | null> => {
  const problem = stage.visit.intent(intent);
  await settle();
  return problem;
};
const sayAll = async (...intents: Intent[]): Promise<void> => {
  for (const intent of intents) expect([intent.do, await say(intent)]).toEqual([intent.do, null]);
};

const TO_REFERENCE: Intent[] = [
  { do: 'begin' },
  { do: 'chooseLanguage', language: 'en' },
  { do: 'chooseService', serviceId: 'ewa' },
];
const TO_BILLS: Intent[] = [...TO_REFERENCE, { do: 'enterReference', typed: '1000 0001' }];
const TO_CONFIRM: Intent[] = [...TO_BILLS, { do: 'chooseBills', billIds: ['B-1'] }];

const card = () => {
  const played = stage.cards.at(-1);
  if (played === undefined) throw new Error('no card was asked for');
  return played;
};

/** What the engine journals for the card that was asked for, up to a state. */
const journalCard = (end: 'declined' | 'inDoubt' | 'confirmed' | 'posted'): Payment => {
  const { paymentId, intent, personal } = card().request;
  const { journal } = stage.bench;
  journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'intent', ...intent, baseline: { kind: 'none' } }],
    personal,
  });
  journal.commit({ paymentId, facts: [{ v: 1, type: 'authorising' }] });
  if (end === 'declined')
    return journal.commit({ paymentId, facts: [{ v: 1, type: 'declined', resultCode: 5 }] });
  if (end === 'inDoubt')
    return journal.commit({ paymentId, facts: [{ v: 1, type: 'inDoubt', reason: 'noAnswer' }] });
  const approval = authorisation({ amountFils: intent.totalFils });
  recordApproval(paymentOf(stage.bench, paymentId), approval, 'statusInformation', stage.bench);
  const confirmed = journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'confirmed', by: 'completion' }],
  });
  return end === 'confirmed' ? confirmed : post(paymentId);
};
const post = (paymentId: PaymentId): Payment =>
  stage.bench.journal.commit({
    paymentId,
    facts: [
      {
        v: 1,
        type: 'posted',
        recordedAt: '2026-11-22T13:41:00.000Z',
        lines: [{ lineId: 1, status: 'posted', postingNumber: 'EWA-1' }],
      },
    ],
  });

describe('the way to the card', () => {
  test('one bill, step by step, with its hold', async () => {
    await sayAll(...TO_CONFIRM);
    expect(stage.visit.position()).toMatchObject({ at: 'confirm', totalFils: 32_569 });
    await sayAll({ do: 'pay' });
    expect(at()).toBe('paying');
    expect(card().request.intent).toMatchObject({
      lines: [{ lineId: 1, serviceId: 'ewa', billId: 'B-1', amountFils: 32_569 }],
      totalFils: 32_569,
      language: 'en',
      hold: { fence: 1 },
    });
    expect(card().request.personal.lines).toMatchObject([{ reference: '10000001' }]);
  });

  test('a service touched before the language comes after it; one that is not there leaves the choice', async () => {
    await sayAll({ do: 'begin', serviceId: 'ewa' }, { do: 'chooseLanguage', language: 'en' });
    expect(stage.visit.position()).toMatchObject({ at: 'reference', service: { id: 'ewa' } });
    expect(stage.visit.language()).toBe('en');
    await sayAll({ do: 'startOver' }, { do: 'begin', serviceId: 'gone' });
    expect(await say({ do: 'chooseLanguage', language: 'ar' })).toBeNull();
    expect(at()).toBe('services');
    // Whoever goes back from there and begins anew is asked anew.
    await sayAll({ do: 'startOver' }, { do: 'begin' }, { do: 'chooseLanguage', language: 'ar' });
    expect(at()).toBe('services');
  });

  test('a touch draws nothing anew where nothing was warned of', async () => {
    await sayAll(...TO_CONFIRM);
    let changes = 0;
    stage.visit.onChange(() => {
      changes += 1;
    });
    await sayAll({ do: 'stillHere' });
    expect(changes).toBe(0);
    stage.clock.advance(45_000);
    expect(changes).toBe(1);
    await sayAll({ do: 'stillHere' });
    expect(changes).toBe(2);
  });

  test.each<[string, Intent[]]>([
    ['attract', []],
    ['language', [{ do: 'begin' }]],
    ['services', TO_REFERENCE.slice(0, 2)],
    ['reference', TO_REFERENCE],
    ['bills', TO_BILLS],
    ['confirm', TO_CONFIRM],
    ['paying', [...TO_CONFIRM, { do: 'pay' }]],
  ])('on %s every intent of another screen changes nothing', async (screen, walk) => {
    await sayAll(...walk);
    expect(at()).toBe(screen);
    const before = stage.visit.position();
    const belongs: Record<string, string> = {
      begin: 'attract',
      chooseService: 'services',
      enterReference: 'reference',
      chooseBills: 'bills',
      pay: 'confirm',
      askCancel: 'paying',
      retry: 'notice',
      printAgain: 'outcome',
      finish: 'outcome',
    };
    const all: Intent[] = [
      { do: 'begin' },
      { do: 'chooseService', serviceId: 'ewa' },
      { do: 'enterReference', typed: '10000001' },
      { do: 'chooseBills', billIds: ['B-1'] },
      { do: 'pay' },
      { do: 'askCancel' },
      { do: 'retry' },
      { do: 'printAgain' },
      { do: 'finish' },
    ];
    for (const intent of all.filter((i) => belongs[i.do] !== screen)) {
      expect([intent.do, await say(intent)]).toEqual([intent.do, 'notOnThisScreen']);
      expect(stage.visit.position()).toBe(before);
    }
  });

  test.each<[string, string]>([
    ['', 'empty'],
    ['abc', 'notDigits'],
    ['1', 'tooShort'],
    ['1'.repeat(10_000), 'tooLong'],
  ])('the reference %.12j stays on the field: %s', async (typed, problem) => {
    await sayAll(...TO_REFERENCE, { do: 'enterReference', typed });
    expect(stage.visit.position()).toMatchObject({ at: 'reference', problem });
  });

  test('a bill that nobody found, or twice the same, is not paid', async () => {
    await sayAll(...TO_BILLS);
    expect(await say({ do: 'chooseBills', billIds: ['B-9'] })).toBe('notAllowed');
    expect(await say({ do: 'chooseBills', billIds: ['B-1', 'B-9'] })).toBe('notAllowed');
    await sayAll({ do: 'chooseBills', billIds: ['B-1', 'B-1'] });
    expect(stage.visit.position()).toMatchObject({ totalFils: 32_569 });
  });

  test('what came of a search that was left is not shown', async () => {
    await sayAll(...TO_REFERENCE);
    let answer = (): void => undefined;
    stage.far.answers.searchBills = () =>
      new Promise((resolve) => {
        answer = () => {
          resolve(ok({ payerName: { ar: 'أ*** م***', en: 'A*** M***' }, bills: [bill('B-1')] }));
        };
      });
    await sayAll({ do: 'enterReference', typed: '10000001' }, { do: 'startOver' });
    answer();
    await settle();
    expect(at()).toBe('attract');
  });

  test('the gateway leaves after the search: confirmed once more, now as queued', async () => {
    await sayAll(...TO_CONFIRM);
    stage.far.answers.hold = () => Promise.resolve(fail({ kind: 'away' }));
    await sayAll({ do: 'pay' });
    expect(stage.visit.position()).toMatchObject({ at: 'confirm', willQueue: true });
    expect(stage.cards).toEqual([]);
    await sayAll({ do: 'pay' });
    expect(card().request.intent.hold).toBeNull();
  });

  test('found too long ago, it cannot be paid offline', async () => {
    await sayAll(...TO_CONFIRM);
    stage.far.answers.hold = () => Promise.resolve(fail({ kind: 'away' }));
    for (let i = 0; i < 20; i++) {
      stage.clock.advance(30_001);
      await say({ do: 'stillHere' });
    }
    await sayAll({ do: 'pay' });
    expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'lookupExpired' });
  });

  test('a wall clock below its floor sells nothing offline', async () => {
    await sayAll(...TO_CONFIRM);
    stage.far.answers.hold = () => Promise.resolve(fail({ kind: 'away' }));
    stage.clock.jumpWall(-400 * 86_400_000);
    await sayAll({ do: 'pay' });
    expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'clockUnsure' });
  });

  test.each([
    [{ kind: 'trouble', status: 500, detail: '' } as const, 'gatewayTrouble'],
    [{ kind: 'problem', code: 'billHeld', status: 409 } as const, 'billHeld'],
    [{ kind: 'problem', code: 'billNotDue', status: 409 } as const, 'billChanged'],
  ])('a hold that fails with %j asks for no card', async (failure, kind) => {
    await sayAll(...TO_CONFIRM);
    stage.far.answers.hold = () => Promise.resolve(fail(failure));
    await sayAll({ do: 'pay' });
    expect(stage.visit.position()).toMatchObject({ at: 'notice', kind });
    expect(stage.cards).toEqual([]);
  });

  test('a hold that is about another payment is no hold', async () => {
    await sayAll(...TO_CONFIRM);
    stage.far.answers.hold = () =>
      Promise.resolve(ok({ paymentId: stage.bench.newId(), fence: 1, expiresAt: 'x' } as never));
    await sayAll({ do: 'pay' });
    expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'gatewayTrouble' });
  });

  test('the terminal leaves after the hold: the bill is free again for others', async () => {
    const freed: PaymentId[] = [];
    stage.far.answers.releaseHold = (id) => {
      freed.push(id);
      return Promise.resolve(ok(null));
    };
    await sayAll(...TO_CONFIRM, { do: 'pay' });
    const { paymentId } = card().request;
    await card().end(null);
    expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'terminalAway' });
    expect(freed).toEqual([paymentId]);
  });

  test('cancel can be asked once the card was asked for, and once', async () => {
    await sayAll(...TO_CONFIRM, { do: 'pay' });
    expect(await say({ do: 'askCancel' })).toBe('notAllowed');
    card().prompt('presentCard');
    await sayAll({ do: 'askCancel' });
    expect(await say({ do: 'askCancel' })).toBe('notAllowed');
    expect(stage.cancels()).toBe(1);
    expect(stage.visit.position()).toMatchObject({ at: 'paying', cancelAsked: true });
  });

  test('while a card is taken nobody can leave, go back or pay a second time', async () => {
    await sayAll(...TO_CONFIRM, { do: 'pay' });
    for (const intent of ['back', 'startOver'] as const) {
      expect(await say({ do: intent })).toBe('notAllowed');
    }
    stage.clock.advance(10 * 60_000);
    expect(at()).toBe('paying');
    expect(stage.cards).toHaveLength(1);
  });
});

describe('after the card', () => {
  const walk = async (end: Parameters<typeof journalCard>[0]): Promise<PaymentId> => {
    await sayAll(...TO_CONFIRM, { do: 'pay' });
    await card().end(journalCard(end));
    return card().request.paymentId;
  };

  test('posted: the final receipt, then goodbye, then attract in the first language', async () => {
    await walk('posted');
    expect(stage.papers).toEqual(['final']);
    await stage.paperEnds();
    await sayAll({ do: 'finish' });
    expect(at()).toBe('goodbye');
    stage.clock.advance(6_000);
    expect([at(), stage.visit.language()]).toEqual(['attract', 'ar']);
  });

  test('posted late: told after four seconds that it is queued, and the final paper follows', async () => {
    const id = await walk('confirmed');
    expect(at()).toBe('paying');
    stage.clock.advance(4_000);
    await settle();
    expect(stage.papers).toEqual(['queued']);
    post(id);
    await stage.paperEnds();
    expect(stage.papers).toEqual(['queued', 'final']);
  });

  test('declined: no paper, and what is personal goes with the person', async () => {
    const id = await walk('declined');
    expect(stage.papers).toEqual([]);
    await sayAll({ do: 'finish' });
    expect(stage.bench.journal.personal(id)).toBeNull();
    expect(paymentOf(stage.bench, id).visitEnded).toBe(true);
  });

  test('a bill that was paid here cannot be paid again', async () => {
    await walk('posted');
    await stage.paperEnds();
    await sayAll({ do: 'startOver' }, ...TO_BILLS);
    await sayAll({ do: 'chooseBills', billIds: ['B-1'] });
    expect(stage.visit.position()).toMatchObject({ at: 'notice', kind: 'alreadyPaidHere' });
  });

  test('printed again only where it did not come out, and as a copy only where it may have', async () => {
    await walk('posted');
    await stage.paperEnds({ status: 'unknown', reason: 'linkLost' });
    await sayAll({ do: 'printAgain' });
    await stage.paperEnds();
    expect(await say({ do: 'printAgain' })).toBe('notAllowed');
    expect(stage.papers).toEqual(['final', 'final']);
  });

  test('the printer is still busy with the one before: the next paper follows, nothing is lost', async () => {
    await walk('posted'); // prints, and the person goes
    await sayAll({ do: 'startOver' }, ...TO_BILLS, { do: 'chooseBills', billIds: ['B-2'] });
    await sayAll({ do: 'pay' });
    await card().end(journalCard('posted'));
    expect(stage.papers).toEqual(['final']);
    expect(await say({ do: 'printAgain' })).toBe('busy');
    await stage.paperEnds();
    expect(stage.papers).toEqual(['final', 'final']);
    await stage.paperEnds();
    expect(paymentOf(stage.bench, card().request.paymentId).receipt).toBe('printed');
  });

  test('in doubt: nobody is hurried while the terminal is asked; then the slip, then the wipe', async () => {
    const id = await walk('inDoubt');
    stage.clock.advance(149_999);
    expect([at(), stage.papers]).toEqual(['outcome', []]);
    expect(stage.visit.idleMsLeft()).toBeNull();
    stage.clock.advance(1);
    expect(stage.papers).toEqual(['checking']);
    await stage.paperEnds();
    stage.clock.advance(65_000);
    expect(at()).toBe('attract');
    expect(paymentOf(stage.bench, id).state).toBe('inDoubt');
  });

  test('in doubt after a silence: what the citizen waited since the terminal’s last word counts', async () => {
    await sayAll(...TO_CONFIRM, { do: 'pay' });
    const { paymentId, intent, personal } = card().request;
    const { journal } = stage.bench;
    journal.commit({
      paymentId,
      facts: [{ v: 1, type: 'intent', ...intent, baseline: { kind: 'none' } }],
      personal,
    });
    journal.commit({ paymentId, facts: [{ v: 1, type: 'authorising' }] });
    stage.clock.advance(120_000);
    await card().end(
      journal.commit({ paymentId, facts: [{ v: 1, type: 'inDoubt', reason: 'noAnswer' }] }),
    );
    stage.clock.advance(29_999);
    expect(stage.papers).toEqual([]);
    stage.clock.advance(1);
    expect(stage.papers).toEqual(['checking']);
  });

  test('in doubt and then clear: the clock of an ordinary outcome runs', async () => {
    const id = await walk('inDoubt');
    stage.clock.advance(60_000);
    stage.bench.journal.commit({
      paymentId: id,
      facts: [{ v: 1, type: 'notCharged', evidence: 'lastTransactionUnchanged' }],
    });
    stage.clock.advance(65_000);
    expect(at()).toBe('attract');
    expect(stage.papers).toEqual([]);
  });

  test('in doubt and leaving: the slip at once', async () => {
    await walk('inDoubt');
    await sayAll({ do: 'finish' });
    expect(stage.papers).toEqual(['checking']);
  });

  test('after a restart the person who may still stand there sees the outcome', async () => {
    const id = await walk('posted');
    await stage.paperEnds();
    await sayAll({ do: 'startOver' });
    stage.visit.resume(id, 'en');
    expect(stage.visit.position()).toEqual({ at: 'outcome', paymentId: id });
    expect([stage.visit.language(), stage.papers]).toEqual(['en', ['final']]);
  });
});

describe('nobody touches', () => {
  test('a warning with what is left, more time on a touch, then everything is wiped', async () => {
    await sayAll(...TO_CONFIRM);
    stage.clock.advance(45_000);
    expect(stage.visit.idleMsLeft()).toBe(20_000);
    stage.clock.advance(5_000);
    expect(stage.visit.idleMsLeft()).toBe(15_000);
    await sayAll({ do: 'stillHere' });
    expect(stage.visit.idleMsLeft()).toBeNull();
    stage.clock.advance(65_000);
    expect(stage.visit.position()).toEqual({ at: 'attract' });
    expect(stage.visit.language()).toBe('ar');
  });

  test('the outcome of a payment is wiped too, and the visit has ended for good', async () => {
    await sayAll(...TO_CONFIRM, { do: 'pay' });
    const payment = journalCard('posted');
    await card().end(payment);
    await stage.paperEnds();
    stage.clock.advance(65_000);
    expect(at()).toBe('attract');
    expect(paymentOf(stage.bench, payment.paymentId).visitEnded).toBe(true);
  });

  test('a language that this kiosk does not have, or no services: nothing begins', async () => {
    stage.services.length = 0;
    expect(await say({ do: 'begin' })).toBe('notAllowed');
    expect(await say({ do: 'chooseLanguage', language: 'en' })).toBe('notAllowed');
    expect(at()).toBe('attract');
  });
});

test('what a person changed about the screen holds for their visit and is gone for the next', async () => {
  expect(stage.visit.display()).toEqual({ contrast: 'normal', text: 'normal', reach: 'normal' });
  // Before the first touch too: somebody who cannot read the first screen must be able to change it.
  await sayAll({ do: 'adjust', display: { text: 'large' } }, ...TO_REFERENCE);
  await sayAll({ do: 'adjust', display: { contrast: 'high' } });
  expect(stage.visit.display()).toEqual({ contrast: 'high', text: 'large', reach: 'normal' });
  await sayAll({ do: 'startOver' });
  expect(stage.visit.display()).toEqual({ contrast: 'normal', text: 'normal', reach: 'normal' });
});
