import { expect, test } from 'vitest';
import type { PaymentId } from '../../contract/ids.ts';
import type { Fact } from '../journal/facts.ts';
import type { Occurrence } from '../payments/fold.ts';
import { authorisation, intentFact } from '../testing/sample.ts';
import { lineOfFact, spansOf } from './payment-story.ts';

const paymentId = '01939f2e-7c1a-7000-8000-000000000001' as PaymentId;
const v = 1 as const;
const line = { lineId: 1, status: 'posted', postingNumber: 'P1' } as never;
/** One fact a second. */
const story = (...facts: Fact[]): Occurrence[] =>
  facts.map((fact, index) => ({ seq: index + 1, paymentId, atMs: (index + 1) * 1_000, fact }));

const approved: Fact = {
  v,
  type: 'approved',
  authorisation: authorisation(),
  documentHash: 'd'.repeat(64),
  from: 'statusInformation',
};
const posted: Fact = { v, type: 'posted', recordedAt: '2026-11-22T10:00:00Z', lines: [line] };
const PAID = story(
  intentFact(),
  { v, type: 'authorising' },
  { v, type: 'terminalReply', kind: 'completion', code: 0 },
  approved,
  { v, type: 'confirmed', by: 'completion' },
  posted,
  { v, type: 'receiptStarted', kind: 'final', copy: false },
  { v, type: 'receiptEnded', kind: 'final', status: 'printed' },
  { v, type: 'visitEnded' },
);
const shown = (history: readonly Occurrence[]) =>
  spansOf(history).map(({ seq, span }) => [
    span.name,
    Number(BigInt(span.startTimeUnixNano) / 1_000_000_000n),
    Number(BigInt(span.endTimeUnixNano) / 1_000_000_000n),
    span.attributes.map(({ value }) => Object.values(value)[0] as unknown),
    span.status.code,
    seq,
  ]);

test('a payment is one tree: authorise, confirm, post and print within it', () => {
  expect(shown(PAID)).toEqual([
    ['authorise', 2, 4, ['approved'], 0, 4],
    ['confirm', 4, 5, ['confirmed'], 0, 5],
    ['post', 5, 6, ['posted'], 0, 6],
    ['payment', 1, 6, ['posted'], 0, 6],
    ['print', 7, 8, ['printed'], 0, 8],
  ]);
  const spans = spansOf(PAID).map(({ span }) => span);
  const root = spans.find(({ name }) => name === 'payment');
  expect(root?.parentSpanId).toBeUndefined();
  for (const span of spans.filter((each) => each !== root)) {
    expect(span.parentSpanId).toBe(root?.spanId);
    expect(span.traceId).toBe('01939f2e7c1a70008000000000000001');
  }
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
});

test('the same facts give the same spans, and what came first is as it was', () => {
  expect(spansOf(PAID.slice(0, 5))).toEqual(spansOf(PAID).slice(0, 2));
});

test('a doubt is a span of its own, and failed', () => {
  const doubt = story(
    intentFact(),
    { v, type: 'authorising' },
    { v, type: 'inDoubt', reason: 'linkLost' },
    { v, type: 'notCharged', evidence: 'lastTransactionUnchanged' },
  );
  expect(shown(doubt)).toEqual([
    ['authorise', 2, 3, ['inDoubt'], 2, 3],
    ['clarify', 3, 4, ['notCharged'], 0, 4],
    ['payment', 1, 4, ['notCharged'], 0, 4],
  ]);
});

test('a clock that was set back makes no span of negative length', () => {
  const back = PAID.map((event) => ({ ...event, atMs: 20_000 - event.atMs }));
  for (const { span } of spansOf(back))
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
});

test('a fact’s line has codes and numbers, and nothing of card, bill or slip', () => {
  const lines = PAID.map(lineOfFact);
  expect(lines[3]).toEqual({
    event: 'payment.approved',
    level: 'info',
    attributes: [
      { key: 'device', value: { stringValue: 'terminal' } },
      { key: 'from', value: { stringValue: 'statusInformation' } },
    ],
    paymentId,
  });
  const text = JSON.stringify(lines);
  for (const secret of ['4242', '731902', '40001234', 'ewa-12345678', 'aaaa', 'dddd'])
    expect(text).not.toContain(secret);
});

test('what a gateway or a terminal said in words stays here', () => {
  const [quarantined] = story({
    v,
    type: 'quarantined',
    reason: 'persistentRefusal',
    detail: 'the bill of Ahmed',
  });
  expect(quarantined && lineOfFact(quarantined)).toMatchObject({
    level: 'error',
    attributes: [{ key: 'reason', value: { stringValue: 'persistentRefusal' } }],
  });
});
