import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PaymentId } from '../../contract/ids.ts';
import { paymentDocumentSchema } from '../../contract/payment.ts';
import { COMMAND_CONTEXT, type Command } from '../../contract/reconciliation.ts';
import type { Fact } from '../journal/facts.ts';
import { createMutex } from '../mutex.ts';
import { createFakeClock, type FakeClock } from '../testing/fake-clock.ts';
import {
  approvedPayment,
  confirmedPayment,
  inDoubtPayment,
  paymentOf,
  refusedPayment,
} from '../testing/lives.ts';
import { authorisation, openBench, temporaryFolder, type Bench } from '../testing/sample.ts';
import { createDecisions, type Decisions } from './decisions.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const ID = '6f0b8a52-3c1d-4e7f-9a2b-0d1e2f3a4b5c';

let clock: FakeClock;
let folder: ReturnType<typeof temporaryFolder>;
let bench: Bench;
let decisions: Decisions;
beforeEach(() => {
  clock = createFakeClock();
  folder = temporaryFolder();
  bench = openBench(folder.path, clock);
  decisions = createDecisions({
    ...bench,
    mutex: createMutex(),
    outbox: () => ({ wake: () => undefined }),
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    onChange: () => undefined,
    log: () => undefined,
  });
});
afterEach(() => {
  bench.journal.close();
  folder.remove();
});

const command = (paymentId: PaymentId, more: Partial<Command> = {}): Command => ({
  v: 1,
  commandId: ID,
  kioskId: 'KSK-1',
  paymentId,
  verdict: 'charged',
  issuedAt: new Date(clock.wallMs()).toISOString(),
  expiresAt: new Date(clock.wallMs() + 60_000).toISOString(),
  operators: ['maryam', 'yusuf'],
  authorisation: null,
  reversalTrace: null,
  ...more,
});
const signed = (text: string, context = COMMAND_CONTEXT) => ({
  command: text,
  keyId: 'k',
  signature: sign(null, Buffer.from(context + text), privateKey).toString('base64url'),
});
const obey = (content: Command) =>
  decisions.obey({ commandId: content.commandId, signed: signed(JSON.stringify(content)) });
const doubtAfterApproval = (): PaymentId => {
  const paymentId = approvedPayment(bench);
  bench.journal.commit({ paymentId, facts: [{ v: 1, type: 'inDoubt', reason: 'noAnswer' }] });
  return paymentId;
};
const quarantined = (
  paymentId: PaymentId,
  reason: 'documentDiffers' | 'reversalUnclear',
): PaymentId => {
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'quarantined', reason, detail: '' }],
    outbox: (table) => {
      if (reason === 'documentDiffers') table.mark(paymentId, 'payment', 'quarantined');
    },
  });
  return paymentId;
};

test('found charged, with an approval in the journal: the row is released', async () => {
  const id = doubtAfterApproval();
  expect(await obey(command(id))).toEqual({ outcome: 'applied', state: 'confirmed' });
  expect(bench.journal.outbox.row(id, 'payment')?.status).toBe('released');
  expect(paymentOf(bench, id).decision).toEqual({ commandId: ID, verdict: 'charged' });
});

test('found charged, and no approval was heard of: the acquirer’s own words are the document', async () => {
  const id = inDoubtPayment(bench);
  expect(await obey(command(id))).toMatchObject({ outcome: 'refused', reason: 'impossible' });
  const other = authorisation({ amountFils: 1 as never });
  expect(await obey(command(id, { authorisation: other }))).toMatchObject({ reason: 'impossible' });
  expect(paymentOf(bench, id).state).toBe('inDoubt');
  const found = authorisation({ trace: '009001', lastFour: null });
  expect(await obey(command(id, { authorisation: found }))).toMatchObject({ outcome: 'applied' });
  const document = paymentDocumentSchema.parse(
    JSON.parse(bench.journal.outbox.document(id, 'payment')?.document ?? ''),
  );
  expect(document).toMatchObject({ authorisation: found });
  expect(document.sequence).toBe(paymentOf(bench, id).approvedSeq);
});

test('found not charged: over, and nothing is sent', async () => {
  const id = doubtAfterApproval();
  expect(await obey(command(id, { verdict: 'notCharged' }))).toMatchObject({ state: 'notCharged' });
  expect(bench.journal.outbox.row(id, 'payment')?.status).toBe('void');
});

test('an unclear reversal: found done, or not done and refunded', async () => {
  const done = quarantined(begun(), 'reversalUnclear');
  await obey(command(done, { verdict: 'reversed', reversalTrace: '000009' }));
  expect(paymentOf(bench, done)).toMatchObject({ state: 'reversed', reversalTrace: '000009' });
  const not = quarantined(begun(), 'reversalUnclear');
  await obey(command(not, { verdict: 'notReversed' }));
  expect(paymentOf(bench, not).state).toBe('refundRequested');
  expect(bench.journal.outbox.row(not, 'reversal')?.status).toBe('released');
});
const begun = (): PaymentId => {
  const paymentId = refusedPayment(bench);
  bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'reversing', baseline: { kind: 'none' } }],
  });
  return paymentId;
};

test('quarantined: settled by people, it counts no more as money at risk', async () => {
  const id = quarantined(confirmedPayment(bench), 'documentDiffers');
  expect(bench.journal.outbox.exposure().count).toBe(1);
  expect(await obey(command(id, { verdict: 'settled' }))).toEqual({
    outcome: 'applied',
    state: 'quarantined',
  });
  expect(bench.journal.outbox.exposure().count).toBe(0);
});

test('the answer was lost: the same command again changes nothing and is answered equally', async () => {
  const id = doubtAfterApproval();
  await obey(command(id));
  const seq = bench.journal.nextSeq();
  clock.advance(120_000);
  expect(await obey(command(id))).toEqual({ outcome: 'applied', state: 'confirmed' });
  expect(bench.journal.nextSeq()).toBe(seq);
});

test('what is altered, strange, expired, replayed or impossible changes nothing', async () => {
  const id = doubtAfterApproval();
  const seq = bench.journal.nextSeq();
  const good = command(id);
  const text = JSON.stringify(good);
  const refusedFor = async (sent: Parameters<Decisions['obey']>[0]): Promise<string> => {
    const answer = await decisions.obey(sent);
    return answer.outcome === 'refused' ? answer.reason : answer.outcome;
  };
  const plain = (more: Partial<Command>) => ({
    commandId: ID,
    signed: signed(JSON.stringify(command(id, more))),
  });
  const altered = { ...signed(text), command: text.replace('charged', 'settled') };
  expect(await refusedFor({ commandId: ID, signed: altered })).toBe('altered');
  expect(await refusedFor({ commandId: ID, signed: signed(text, '') })).toBe('altered');
  expect(await refusedFor({ commandId: ID, signed: signed('{}') })).toBe('unreadable');
  expect(await refusedFor(plain({ kioskId: 'KSK-2' }))).toBe('anotherKiosk');
  const otherId = '6f0b8a52-3c1d-4e7f-9a2b-000000000000';
  expect(await refusedFor({ commandId: otherId, signed: signed(text) })).toBe('replayed');
  expect(await refusedFor(plain({ expiresAt: new Date(clock.wallMs()).toISOString() }))).toBe(
    'expired',
  );
  expect(await refusedFor(plain({ paymentId: bench.newId() }))).toBe('unknownPayment');
  for (const verdict of ['reversed', 'notReversed', 'settled'] as const)
    expect(await refusedFor(plain({ verdict }))).toBe('impossible');
  expect(bench.journal.nextSeq()).toBe(seq);
});

test('a payment that found its end by itself is left there', async () => {
  const id = confirmedPayment(bench);
  expect(await obey(command(id, { verdict: 'notCharged' }))).toEqual({
    outcome: 'refused',
    reason: 'impossible',
    state: 'confirmed',
  });
});

test('nothing but a decision leads out of quarantine, and only to what it says', () => {
  const id = quarantined(begun(), 'reversalUnclear');
  const back: Fact = { v: 1, type: 'reversed', trace: '000009' };
  expect(() => bench.journal.commit({ paymentId: id, facts: [back] })).toThrow(
    'without a decision',
  );
  const other = quarantined(begun(), 'reversalUnclear');
  const decided: Fact = {
    v: 1,
    type: 'decided',
    commandId: ID,
    verdict: 'notReversed',
    operators: ['maryam', 'yusuf'],
  };
  const both = { paymentId: other, facts: [decided, back] };
  expect(() => bench.journal.commit(both)).toThrow('without a decision');
  expect(paymentOf(bench, other)).toMatchObject({ state: 'quarantined' });
  expect(paymentOf(bench, other).decision).toBeUndefined();
});

test('without the person’s fields, or with another payment’s approval, a charge is impossible', async () => {
  const found = authorisation({ trace: '009001', lastFour: null });
  const lost = inDoubtPayment(bench);
  bench.journal.erasePersonal(lost);
  expect(await obey(command(lost, { authorisation: found }))).toMatchObject({
    outcome: 'refused',
    reason: 'impossible',
  });
  const paid = approvedPayment(bench);
  const taken = paymentOf(bench, paid).authorisation ?? found;
  const id = inDoubtPayment(bench);
  expect(await obey(command(id, { authorisation: taken }))).toMatchObject({ reason: 'impossible' });
  expect(paymentOf(bench, id).state).toBe('inDoubt');
});

test('a reversal that people were not asked about yet may still be sent anew: no decision binds it', async () => {
  const id = refusedPayment(bench);
  bench.journal.commit({
    paymentId: id,
    facts: [{ v: 1, type: 'reversing', baseline: { kind: 'none' } }],
  });
  const notReversed = command(id, { verdict: 'notReversed' });
  expect(await obey(notReversed)).toMatchObject({ reason: 'impossible' });
  bench.journal.commit({ paymentId: id, facts: [{ v: 1, type: 'peopleAsked' }] });
  expect(await obey(notReversed)).toEqual({ outcome: 'applied', state: 'refundRequested' });
});
