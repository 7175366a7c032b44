import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fils } from '../../contract/money.ts';
import type { LastTransaction } from '../../drivers/card-terminal.ts';
import { fail } from '../../contract/result.ts';
import { createMutex } from '../mutex.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, inDoubtPayment, paymentOf } from '../testing/lives.ts';
import {
  authorisation,
  intentFact,
  openBench,
  personal,
  temporaryFolder,
  type Bench,
} from '../testing/sample.ts';
import { scriptedTerminal, settle, type ScriptedTerminal } from '../testing/scripted-terminal.ts';
import { baselineOf } from './last-transaction.ts';
import { ASK_AGAIN_MS, createResolver, nameInterrupted, type Resolver } from './resolver.ts';

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let stage: ScriptedTerminal;
let resolver: Resolver;
const bugs: unknown[] = [];

const transaction = (trace: string, amountFils = 32_569): LastTransaction => ({
  authorisation: authorisation({
    trace,
    receiptNumber: trace.slice(2),
    amountFils: amountFils as Fils,
  }),
  resultCode: 0,
  originalTrace: null,
});
const before = transaction('004216', 5_000);
const afterBaseline = intentFact({ baseline: baselineOf(before) });

const build = (): Resolver =>
  createResolver({
    ...bench,
    terminal: stage.role,
    mutex: createMutex(),
    outbox: () => ({
      wake: () => undefined,
      contact: () => undefined,
      sendNow: () => false,
      handOver: () => false,
      stop: () => Promise.resolve(),
    }),
    onBug: (cause) => bugs.push(cause),
    onChange: () => undefined,
  });
beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  stage = scriptedTerminal({ last: before });
  resolver = build();
  bugs.length = 0;
});
afterEach(async () => {
  const stopped = resolver.stop();
  clock.advance(1_000);
  await stopped;
  expect(bugs).toEqual([]);
  bench.journal.close();
  folder.remove();
});

const go = async (): Promise<void> => {
  resolver.wake();
  await settle();
};

test('after a restart every payment under way has a name, and nothing is charged by guessing', () => {
  const intent = bench.newId();
  bench.journal.commit({ paymentId: intent, facts: [intentFact()] });
  const approved = approvedPayment(bench);
  const confirmed = confirmedPayment(bench);
  nameInterrupted(bench);
  expect([intent, approved, confirmed].map((id) => paymentOf(bench, id).state)).toEqual([
    'notCharged',
    'inDoubt',
    'confirmed',
  ]);
  expect(bench.journal.outbox.row(approved, 'payment')?.status).toBe('held');
});

test('the terminal kept it: approved by its copy, released, with the document signed once', async () => {
  const id = inDoubtPayment(bench, afterBaseline);
  stage.script.last = transaction('004217');
  expect(resolver.asking()).toBe(true);
  await go();
  expect(paymentOf(bench, id)).toMatchObject({
    state: 'confirmed',
    authorisation: { trace: '004217' },
  });
  expect(bench.journal.outbox.row(id, 'payment')?.status).toBe('released');
  expect([...bench.mirror.entries()]).toMatchObject([{ paymentId: id }]);
  expect(resolver.asking()).toBe(false);
});

test('an approval that we hold and the terminal too: released, the same document', async () => {
  const id = approvedPayment(bench, authorisation(), afterBaseline);
  const document = bench.journal.outbox.document(id, 'payment');
  bench.journal.commit({
    paymentId: id,
    facts: [{ v: 1, type: 'inDoubt', reason: 'restart' }],
  });
  stage.script.last = { ...transaction('004217'), authorisation: authorisation() };
  await go();
  expect(paymentOf(bench, id).state).toBe('confirmed');
  expect(bench.journal.outbox.row(id, 'payment')?.status).toBe('released');
  expect(bench.journal.outbox.document(id, 'payment')).toEqual(document);
});

test('the terminal never kept our approval: not charged, and its document is never sent', async () => {
  const id = approvedPayment(bench, authorisation(), afterBaseline);
  bench.journal.commit({
    paymentId: id,
    facts: [{ v: 1, type: 'inDoubt', reason: 'restart' }],
  });
  await go();
  expect(paymentOf(bench, id).state).toBe('notCharged');
  expect(bench.journal.outbox.row(id, 'payment')?.status).toBe('void');
  expect(bench.journal.outbox.released()).toEqual([]);
});

test.each([
  ['away', () => (stage.role.present = false)],
  ['silent', () => (stage.script.problem = 'noAnswer')],
  ['busy with something', () => (stage.script.terminalStatus = 0x9c)],
])('a terminal that is %s decides nothing, and is asked until it answers', async (_what, be) => {
  const id = inDoubtPayment(bench, afterBaseline);
  be();
  await go();
  clock.advance(1_000);
  await settle();
  expect(paymentOf(bench, id).state).toBe('inDoubt');
  expect(resolver.asking()).toBe(true);
  stage.role.present = true;
  stage.script.problem = null;
  stage.script.terminalStatus = 0;
  clock.advance(1_000);
  await settle();
  expect(paymentOf(bench, id).state).toBe('notCharged');
});

test('an erased memory is for two operators, and card sales go on', async () => {
  const id = inDoubtPayment(bench, afterBaseline);
  stage.script.last = null;
  await go();
  expect(paymentOf(bench, id).state).toBe('inDoubt');
  expect([...resolver.unclear()]).toEqual([id]);
  expect(resolver.asking()).toBe(false);
});

test('what was unclear stays so after a restart: a later payment of the same amount is not its charge', async () => {
  const id = inDoubtPayment(bench, afterBaseline);
  stage.script.last = null;
  await go();
  await resolver.stop();
  stage.script.last = transaction('000001'); // somebody else's, after the erasure
  resolver = build();
  await go();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'inDoubt', authorisation: null });
  expect([...resolver.unclear()]).toEqual([id]);
});

test('a terminal of another driver never heard of it, whatever it says: for two operators', async () => {
  const id = bench.newId();
  bench.journal.commit({ paymentId: id, facts: [intentFact()], personal: personal() });
  bench.journal.commit({
    paymentId: id,
    facts: [
      { v: 1, type: 'authorising', driver: 'nexo' },
      { v: 1, type: 'terminalReference', reference: 'n1|17' },
      { v: 1, type: 'inDoubt', reason: 'linkLost' },
    ],
  });
  stage.script.last = transaction('004217');
  await go();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'inDoubt', authorisation: null });
  expect([...resolver.unclear()]).toEqual([id]);
});

test('an older release’s journal names no driver, but only nexo gave its payments a name', async () => {
  const id = inDoubtPayment(bench, afterBaseline);
  expect(paymentOf(bench, id).terminalDriver).toBeUndefined();
  await go();
  expect(paymentOf(bench, id).state).toBe('notCharged');
});

test('the driver’s own take-back is asked for by its name: done, so nothing was charged', async () => {
  const id = inDoubtPayment(bench, afterBaseline, [
    { v: 1, type: 'terminalReference', reference: 'n1|18', takeBack: true },
  ]);
  stage.script.last = { ...transaction('004218'), originalTrace: '004217' };
  await go();
  expect(paymentOf(bench, id).state).toBe('notCharged');
});

test('a take-back that nobody can tell about proves nothing', async () => {
  const id = inDoubtPayment(bench, afterBaseline, [
    { v: 1, type: 'terminalReference', reference: 'n1|17' },
    { v: 1, type: 'terminalReference', reference: 'n1|18', takeBack: true },
  ]);
  stage.script.last = { ...transaction(''), originalTrace: '' };
  await go();
  expect([...resolver.unclear()]).toEqual([id]);
});

test('the person’s fields cannot be read: for people, and the engine goes on', async () => {
  const id = inDoubtPayment(bench, afterBaseline);
  bench.journal.erasePersonal(id);
  stage.script.last = transaction('004217');
  await go();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'inDoubt', authorisation: null });
  expect(resolver.unclear()).toEqual(new Set([id]));
});

test('what the terminal remembers is another payment’s: one charge never pays two', async () => {
  const other = confirmedPayment(bench, transaction('004217').authorisation);
  const id = inDoubtPayment(bench, afterBaseline);
  stage.script.last = transaction('004217');
  await go();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'inDoubt', authorisation: null });
  expect(resolver.unclear()).toEqual(new Set([id]));
  expect(paymentOf(bench, other).state).toBe('confirmed');
});

test('the reversal that it remembers was another payment’s: nobody knows of ours', async () => {
  confirmedPayment(bench, transaction('004210').authorisation);
  const id = inDoubtPayment(bench, afterBaseline);
  stage.script.last = { ...transaction('004217'), originalTrace: '004210' };
  await go();
  expect(resolver.unclear()).toEqual(new Set([id]));
});

test('a replaced terminal remembers a payment of the amount: it is not believed', async () => {
  const id = inDoubtPayment(bench, afterBaseline);
  const theirs = transaction('004217');
  stage.script.last = {
    ...theirs,
    authorisation: { ...theirs.authorisation, terminalId: '40009999' },
  };
  await go();
  expect(paymentOf(bench, id)).toMatchObject({ state: 'inDoubt', authorisation: null });
});

test('one about which the terminal never answers keeps no other waiting', async () => {
  const never = inDoubtPayment(bench, afterBaseline, [
    { v: 1, type: 'terminalReference', reference: 'n1|18', takeBack: true },
  ]);
  const other = inDoubtPayment(bench, afterBaseline);
  const role = stage.role.terminal();
  if (role === null) throw new Error('no terminal');
  const ask = role.lastTransaction.bind(role);
  Object.assign(role, {
    lastTransaction: (name: string | null) =>
      name === 'n1|18'
        ? Promise.resolve(fail({ code: 'noAnswer', resultCode: null } as const))
        : ask(name),
  });
  await go();
  clock.advance(ASK_AGAIN_MS);
  await settle();
  expect(paymentOf(bench, other).state).toBe('notCharged');
  expect(paymentOf(bench, never).state).toBe('inDoubt');
});
