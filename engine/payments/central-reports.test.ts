import { afterEach, beforeEach, expect, test } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import type { CommandAnswer, DayReport, Evidence } from '../../contract/reconciliation.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, inDoubtPayment, paymentOf } from '../testing/lives.ts';
import { openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { scriptedGateway, type ScriptedGateway } from '../testing/scripted-gateway.ts';
import { settle } from '../testing/scripted-terminal.ts';
import { createCentralReports, TELL_AGAIN_MS, type CentralReports } from './central-reports.ts';
import { createDayBook, type DayBook } from './day-book.ts';
import { ASK_PEOPLE_MS } from './evidence.ts';
import { unclearFact } from './last-transaction.ts';

const EVERY_MS = 1_000;
const RECEIVED = ok({ received: true } as const);

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let book: DayBook;
let stage: ScriptedGateway;
let reports: CentralReports;
let online: boolean;
let days: DayReport[];
let evidence: Evidence[];
let fetched: number;
let answered: [string, CommandAnswer][];

const start = (): CentralReports =>
  createCentralReports({
    journal: bench.journal,
    gateway: stage.gateway,
    online: () => online,
    book,
    decisions: {
      obey: () => Promise.resolve({ outcome: 'refused', reason: 'altered', state: null }),
    },
    clock,
    kioskId: 'KSK-1',
    everyMs: EVERY_MS,
    log: () => undefined,
    onBug: (cause) => {
      throw cause;
    },
  });
beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  book = createDayBook({ journal: bench.journal, clock, kioskId: 'KSK-1' });
  stage = scriptedGateway();
  online = true;
  days = [];
  evidence = [];
  fetched = 0;
  answered = [];
  stage.answers.reportDay = (_number, report) => {
    days.push(report);
    return Promise.resolve(RECEIVED);
  };
  stage.answers.reportEvidence = (_id, each) => {
    evidence.push(each);
    return Promise.resolve(RECEIVED);
  };
  stage.answers.fetchCommands = () => {
    fetched += 1;
    return Promise.resolve(ok({ commands: [] }));
  };
  stage.answers.answerCommand = (id, answer) => {
    answered.push([id, answer]);
    return Promise.resolve(RECEIVED);
  };
  reports = start();
});
afterEach(async () => {
  await reports.stop();
  bench.journal.close();
  folder.remove();
});
const later = async (ms = EVERY_MS): Promise<void> => {
  clock.advance(ms);
  await settle();
};
const unclear = () => {
  const id = inDoubtPayment(bench);
  bench.journal.commit({ paymentId: id, facts: [unclearFact(null)] });
  return id;
};

test('closed days are told once each, oldest first, also after a restart without the gateway', async () => {
  online = false;
  const one = book.closed({ count: 0, totalFils: 0 });
  const two = book.closed({ count: 0, totalFils: 0 });
  await later();
  expect(days).toEqual([]);
  await reports.stop();
  book = createDayBook({ journal: bench.journal, clock, kioskId: 'KSK-1' });
  online = true;
  reports = start();
  await later();
  await later();
  expect(days).toEqual([one, two]);
  expect(book.unsent()).toEqual([]);
});

test('a report that did not arrive is sent again later, the same', async () => {
  const taken = stage.answers.reportDay;
  stage.answers.reportDay = (_number, report) => {
    days.push(report);
    stage.answers.reportDay = taken;
    return Promise.resolve({ ok: false, error: { kind: 'away' } });
  };
  const one = book.closed(null);
  await later();
  expect(days).toEqual([one]);
  await later(60_000);
  await later();
  expect(days).toEqual([one, one]);
  expect(book.unsent()).toEqual([]);
});

test('what only people can decide is told with its evidence, once, and when it is over', async () => {
  const id = unclear();
  await later();
  await later();
  expect(evidence).toMatchObject([
    {
      paymentId: id,
      question: 'charged',
      state: 'inDoubt',
      terminalAnswered: true,
      seen: null,
      why: 'noAnswer',
    },
  ]);
  expect(JSON.stringify(evidence)).not.toMatch(/12345678|4242|VISA/u);
  bench.journal.commit({
    paymentId: id,
    facts: [{ v: 1, type: 'notCharged', evidence: 'decision' }],
  });
  await later();
  await later();
  expect(evidence.map(({ question }) => question)).toEqual(['charged', 'over']);
});

test('a terminal that stays away is waited for alone only so long', async () => {
  const id = inDoubtPayment(bench);
  await later();
  expect(evidence).toEqual([]);
  await later(ASK_PEOPLE_MS);
  expect(evidence).toMatchObject([{ paymentId: id, question: 'charged', terminalAnswered: false }]);
});

test('a quarantined payment is told with its reason and its approval, without the card', async () => {
  const id = confirmedPayment(bench);
  bench.journal.commit({
    paymentId: id,
    facts: [{ v: 1, type: 'quarantined', reason: 'documentDiffers', detail: 'another' }],
  });
  await later();
  expect(evidence).toMatchObject([
    {
      question: 'settled',
      why: 'documentDiffers: another',
      approved: { trace: '004217', amountFils: 32_569 },
    },
  ]);
  expect(JSON.stringify(evidence)).not.toMatch(/4242|VISA|731902/u);
});

test('decisions are asked for only while something waits for one, and each is answered', async () => {
  approvedPayment(bench);
  await later();
  await later(10 * EVERY_MS);
  expect(fetched).toBe(0);
  const commandId = '6f0b8a52-3c1d-4e7f-9a2b-0d1e2f3a4b5c';
  stage.answers.fetchCommands = () => {
    fetched += 1;
    const signed = { command: '{}', keyId: 'k', signature: '' };
    return Promise.resolve(ok({ commands: fetched === 1 ? [{ commandId, signed }] : [] }));
  };
  const id = unclear();
  await later();
  expect(answered).toEqual([[commandId, { outcome: 'refused', reason: 'altered', state: null }]]);
  expect(paymentOf(bench, id).state).toBe('inDoubt');
});

test('one report that central refuses for good holds up nothing behind it', async () => {
  const taken = stage.answers.reportDay;
  stage.answers.reportDay = async (number, report) => {
    if (number !== one.number) return await taken(number, report);
    days.push(report);
    return fail({ kind: 'problem', code: 'documentInvalid', status: 422 });
  };
  const reportEvidence = stage.answers.reportEvidence;
  const poison = unclear();
  stage.answers.reportEvidence = async (id, each) =>
    id === poison
      ? fail({ kind: 'problem', code: 'badRequest', status: 400 })
      : await reportEvidence(id, each);
  const id = unclear();
  const one = book.closed(null);
  const two = book.closed(null);
  await later();
  await later();
  await later();
  expect(days).toEqual([one, two]);
  expect(book.unsent()).toEqual([one]);
  expect(evidence).toMatchObject([{ paymentId: id }]);
  expect(fetched).toBeGreaterThan(0);
});

test('what still waits is told anew after a restart and every few hours, for a central that lost it', async () => {
  const id = unclear();
  await later();
  await reports.stop();
  reports = start();
  await later();
  expect(evidence).toMatchObject([{ paymentId: id }, { paymentId: id }]);
  await later(TELL_AGAIN_MS - 2 * EVERY_MS);
  expect(evidence).toHaveLength(2);
  await later(2 * EVERY_MS);
  expect(evidence).toHaveLength(3);
  expect(new Set(evidence.map((each) => JSON.stringify(each))).size).toBe(1);
});

test('a wall clock that leaps back takes no question back', async () => {
  inDoubtPayment(bench);
  await later(ASK_PEOPLE_MS);
  expect(evidence).toMatchObject([{ question: 'charged' }]);
  clock.jumpWall(-ASK_PEOPLE_MS);
  await later();
  await later();
  expect(evidence).toHaveLength(1);
});
