import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PaymentId } from '../../contract/ids.ts';
import { paymentDocumentSchema } from '../../contract/payment.ts';
import type { Fact } from '../journal/facts.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, paymentOf, refusedPayment } from '../testing/lives.ts';
import {
  authorisation,
  beginPayment,
  openBench,
  temporaryFolder,
  type Bench,
} from '../testing/sample.ts';
import { recordApproval, recoverFromMirror } from './approval.ts';

const clock = createFakeClock();
const folders: ReturnType<typeof temporaryFolder>[] = [];
let bench: Bench;
const newBench = (): Bench => {
  const folder = temporaryFolder();
  folders.push(folder);
  return openBench(folder.path, clock);
};
beforeEach(() => {
  bench = newBench();
});
afterEach(() => {
  bench.journal.close();
  for (const folder of folders.splice(0)) folder.remove();
});

test('the document says what was authorised, signed once, and its hash stands in the journal', () => {
  const id = approvedPayment(bench);
  const signed = bench.journal.outbox.document(id, 'payment');
  expect(paymentDocumentSchema.parse(JSON.parse(signed?.document ?? ''))).toMatchObject({
    paymentId: id,
    sequence: 3,
    totalFils: 32_569,
    lines: [{ lineId: 1, reference: '12345678', amountFils: 32_569 }],
    authorisation: authorisation(),
  });
});

test('a mirror that fails leaves the payment unacknowledged, with its row held', () => {
  const id = beginPayment(bench);
  const broken = {
    ...bench,
    mirror: {
      ...bench.mirror,
      write: () => {
        throw new Error('EIO');
      },
    },
  };
  expect(() =>
    recordApproval(paymentOf(bench, id), authorisation(), 'statusInformation', broken),
  ).toThrow('EIO');
  expect(paymentOf(bench, id).state).toBe('approved');
  expect(bench.journal.outbox.row(id, 'payment')?.status).toBe('held');
});

const notCharged: Fact = { v: 1, type: 'notCharged', evidence: 'reversedByTerminal' };

test.each<[string, (bench: Bench) => PaymentId]>([
  ['approved', approvedPayment],
  ['confirmed', confirmedPayment],
  ['refused', refusedPayment],
  [
    'notCharged',
    (b) => {
      const paymentId = approvedPayment(b);
      b.journal.commit({ paymentId, facts: [notCharged] });
      return paymentId;
    },
  ],
])('a payment that the journal knows as %s is left alone by the mirror', (state, live) => {
  const id = live(bench);
  expect(recoverFromMirror(bench)).toBe(0);
  expect(paymentOf(bench, id).state).toBe(state);
});

test('a journal that was put back to before the approval gets it back, held', () => {
  const other = newBench();
  const id = beginPayment(bench);
  const { journal } = bench;
  // The same payment went on in a journal that is now lost; the mirror saw it.
  const personal = journal.personal(id);
  if (personal === null) throw new Error('no personal fields');
  const lost = { ...other, mirror: bench.mirror };
  lost.journal.commit({
    paymentId: id,
    facts: [
      {
        v: 1,
        type: 'intent',
        lines: paymentOf(bench, id).lines.map((line) => ({ ...line })),
        totalFils: paymentOf(bench, id).totalFils,
        language: 'ar',
        slipCodeHash: 'a'.repeat(64),
        hold: null,
        baseline: { kind: 'none' },
        clockQuality: 'synchronised',
      },
      { v: 1, type: 'authorising' },
    ],
    personal,
  });
  recordApproval(paymentOf(lost, id), authorisation(), 'statusInformation', lost);
  lost.journal.close();
  expect(recoverFromMirror(bench)).toBe(1);
  expect(paymentOf(bench, id)).toMatchObject({ state: 'approved', authorisation: authorisation() });
  expect(journal.outbox.row(id, 'payment')?.status).toBe('held');
  expect(recoverFromMirror(bench)).toBe(0);
});
