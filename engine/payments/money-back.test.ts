import { afterEach, beforeEach, expect, test } from 'vitest';
import { reversalDocumentSchema } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { LastTransaction, ReverseOutcome } from '../../drivers/card-terminal.ts';
import { createMutex } from '../mutex.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { confirmedPayment, inDoubtPayment, paymentOf, refusedPayment } from '../testing/lives.ts';
import { authorisation, openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { scriptedTerminal, settle, type ScriptedTerminal } from '../testing/scripted-terminal.ts';
import { ASK_PEOPLE_MS } from './evidence.ts';
import { createMoneyBack, type MoneyBack } from './money-back.ts';

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let stage: ScriptedTerminal;
let moneyBack: MoneyBack;
let asking: boolean;
const mutex = createMutex();
let dayClosed: boolean;
const bugs: unknown[] = [];

beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  stage = scriptedTerminal({ last: charge('004217') });
  asking = false;
  dayClosed = false;
  bugs.length = 0;
  const outbox = {
    wake: () => undefined,
    contact: () => undefined,
    sendNow: () => false,
    handOver: () => false,
    stop: () => Promise.resolve(),
  };
  moneyBack = createMoneyBack({
    ...bench,
    terminal: stage.role,
    mutex,
    outbox: () => outbox,
    asking: () => asking,
    dayClosed: () => dayClosed,
    onBug: (cause) => bugs.push(cause),
  });
});
afterEach(async () => {
  const stopped = moneyBack.stop();
  clock.advance(1_000);
  await stopped;
  expect(bugs).toEqual([]);
  bench.journal.close();
  folder.remove();
});

const charge = (trace: string): LastTransaction => ({
  authorisation: authorisation({ trace, receiptNumber: trace.slice(2) }),
  resultCode: 0,
  originalTrace: null,
});

/** The terminal reverses, remembers it, and its reply arrives (or not). */
const reversing =
  (ownTrace: string, replyLost = false) =>
  async (
    original: { trace: string },
    hooks: { onReversal: (trace: string) => Promise<void> },
  ): Promise<ReverseOutcome> => {
    stage.script.last = { ...charge(ownTrace), originalTrace: original.trace };
    if (replyLost) return { kind: 'inDoubt', problem: { code: 'noAnswer', resultCode: null } };
    await hooks.onReversal(ownTrace);
    return { kind: 'reversed', trace: ownTrace };
  };

/** Has the terminal's turn until it is released. */
const hold = async (): Promise<() => void> => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  void mutex(() => held);
  await settle();
  return release;
};
const go = async (): Promise<void> => {
  moneyBack.wake();
  await settle();
};
const later = async (ms = 1_000): Promise<void> => {
  clock.advance(ms);
  await settle();
};
const document = (id: PaymentId) => {
  const signed = bench.journal.outbox.document(id, 'reversal');
  return signed === null ? null : reversalDocumentSchema.parse(JSON.parse(signed.document));
};

test('a payment refused in full is reversed at the terminal, and central is told', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = reversing('004218');
  await go();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'reversed', reversalTrace: '004218' });
  expect(document(id)).toMatchObject({
    kind: 'terminal',
    originalTrace: '004217',
    reversalTrace: '004218',
    amountFils: 32_569,
  });
  expect(bench.journal.outbox.row(id, 'reversal')?.status).toBe('released');
});

test('after the terminal closed its day, central is asked to refund: nothing is reversed', async () => {
  const id = refusedPayment(bench);
  dayClosed = true;
  await go();
  expect(paymentOf(bench, id).state).toBe('refundRequested');
  expect(document(id)).toMatchObject({ kind: 'refund', amountFils: 32_569, reversalTrace: null });
  expect(stage.asked).toEqual([]);
});

test('decided by people while the terminal was waited for: it is not asked to reverse again', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = reversing('004218', true);
  await go();
  stage.role.present = false;
  await later();
  const before = stage.asked.length;
  const release = await hold();
  stage.role.present = true;
  await later();
  bench.journal.commit({ paymentId: id, facts: [{ v: 1, type: 'reversed', trace: '004218' }] });
  release();
  await later();
  expect(stage.asked).toHaveLength(before);
});

test('a terminal of another driver is not believed about a reversal it never heard of', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = reversing('004218', true);
  await go();
  (stage.role as { driver: string }).driver = 'nexo';
  await later();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'quarantined', terminalDriver: 'zvt' });
});

test('the reply of a reversal is lost: the terminal is asked, and the card is reversed once', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = reversing('004218', true);
  await go();
  expect(paymentOf(bench, id).state).toBe('reversing');
  await later();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'reversed', reversalTrace: '004218' });
  expect(stage.asked.filter((what) => what.startsWith('reverse'))).toHaveLength(1);
});

test('the reversal never arrived: it is sent again', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = () =>
    Promise.resolve({ kind: 'inDoubt', problem: { code: 'linkLost', resultCode: null } });
  await go();
  stage.script.reverse = reversing('004218');
  await later();
  expect(paymentOf(bench, id).state).toBe('reversed');
});

test('a terminal whose memory was erased in between: for staff, nothing is given twice', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = () => {
    stage.script.last = null;
    return Promise.resolve({ kind: 'inDoubt', problem: { code: 'noAnswer', resultCode: null } });
  };
  await go();
  await later();
  expect(paymentOf(bench, id).state).toBe('quarantined');
  expect(document(id)).toBeNull();
});

test('the terminal refuses: central is asked to pay back', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = () => Promise.resolve({ kind: 'refused', resultCode: 0xb5 });
  await go();
  expect(paymentOf(bench, id).state).toBe('refundRequested');
  expect(document(id)).toMatchObject({ kind: 'refund', reversalTrace: null });
});

test('the terminal says that it was reversed already: no second way back is opened', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = () => Promise.resolve({ kind: 'refused', resultCode: 0xb4 });
  await go();
  expect(paymentOf(bench, id).state).toBe('quarantined');
  expect(document(id)).toBeNull();
});

test('no terminal for ten minutes: central is asked to pay back', async () => {
  const id = refusedPayment(bench);
  stage.role.present = false;
  await go();
  await later(9 * 60_000);
  expect(paymentOf(bench, id).state).toBe('refused');
  await later(60_000);
  await later();
  expect(paymentOf(bench, id).state).toBe('refundRequested');
});

test('while the terminal owes an answer for a payment in doubt, nothing is reversed', async () => {
  const id = refusedPayment(bench);
  inDoubtPayment(bench);
  asking = true;
  stage.script.reverse = reversing('004218');
  await go();
  await later();
  expect(stage.asked).toEqual([]);
  asking = false;
  await later();
  expect(paymentOf(bench, id).state).toBe('reversed');
});

test('a second reversal waits until the first one is known', async () => {
  const first = refusedPayment(bench);
  const second = refusedPayment(bench, charge('004300').authorisation);
  stage.script.last = charge('004300');
  stage.script.reverse = reversing('004400', true);
  await go();
  await later();
  expect(paymentOf(bench, first)).toMatchObject({ state: 'reversed', reversalTrace: '004400' });
  await later();
  expect(paymentOf(bench, second)).toMatchObject({ state: 'reversed' });
  expect(stage.asked.filter((what) => what.startsWith('reverse'))).toEqual([
    'reverse 004217',
    'reverse 004300',
  ]);
});

test('a part was posted: central pays back the rest, without waiting for a terminal that is away', async () => {
  const waiting = refusedPayment(bench);
  const partly = confirmedPayment(bench);
  bench.journal.commit({
    paymentId: partly,
    facts: [
      {
        v: 1,
        type: 'refused',
        recordedAt: 'x',
        lines: [
          { lineId: 1, status: 'refused', reason: 'alreadyPaid' },
          { lineId: 2, status: 'posted', postingNumber: 'EWA-1' },
        ],
      },
    ],
  });
  stage.role.present = false;
  await go();
  expect(paymentOf(bench, partly).state).toBe('refundRequested');
  expect(document(partly)).toMatchObject({ kind: 'refund', lineIds: [1] });
  expect(paymentOf(bench, waiting).state).toBe('refused');
});

test.each<[string, () => void]>([
  [
    'another terminal',
    () => {
      const { authorisation: theirs } = charge('004217');
      stage.script.last = { ...charge('004217'), authorisation: { ...theirs, terminalId: '4000' } };
    },
  ],
  [
    'one that remembers nothing',
    () => {
      stage.script.last = null;
    },
  ],
  [
    'one of another driver',
    () => {
      (stage.role as { driver: string }).driver = 'nexo';
    },
  ],
])('%s stands there now: it reverses nothing, central pays back', async (_what, replace) => {
  const id = refusedPayment(bench);
  replace();
  if (stage.role.driver === ('nexo' as string)) stage.role.id = 'POI-1';
  await go();
  expect(paymentOf(bench, id).state).toBe('refundRequested');
  expect(document(id)).toMatchObject({ kind: 'refund', reversalTrace: null });
  expect(stage.asked.filter((what) => what.startsWith('reverse'))).toEqual([]);
});

test('people were asked about a reversal: no newer one is sent, whatever the terminal says', async () => {
  const id = refusedPayment(bench);
  stage.script.reverse = () =>
    Promise.resolve({ kind: 'inDoubt', problem: { code: 'linkLost', resultCode: null } });
  await go();
  stage.role.present = false;
  await later();
  await later(ASK_PEOPLE_MS);
  expect(paymentOf(bench, id)).toMatchObject({ state: 'reversing', peopleAsked: true });
  clock.jumpWall(-ASK_PEOPLE_MS);
  stage.role.present = true;
  await later();
  expect(paymentOf(bench, id).state).toBe('quarantined');
  expect(stage.asked.filter((what) => what.startsWith('reverse'))).toHaveLength(1);
});

test('a wall clock that jumps neither lengthens nor shortens the wait for the terminal', async () => {
  const id = refusedPayment(bench);
  stage.role.present = false;
  await go();
  clock.jumpWall(365 * 86_400_000);
  await later();
  expect(paymentOf(bench, id).state).toBe('refused');
  clock.jumpWall(-730 * 86_400_000);
  await later(10 * 60_000);
  await later();
  expect(paymentOf(bench, id).state).toBe('refundRequested');
});
