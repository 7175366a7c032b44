import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BatchResult } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { fail, ok } from '../../contract/result.ts';
import type { Gateway, GatewayFailure } from '../gateway/client.ts';
import { refusedLines } from '../payments/documents.ts';
import {
  FIRST_MS,
  MOST_MS,
  outboxStage,
  refundAsked,
  type OutboxStage,
} from '../testing/outbox-stage.ts';
import { paymentOf } from '../testing/lives.ts';
import { AWAY, posts, postsAll } from '../testing/scripted-gateway.ts';

let stage: OutboxStage;
beforeEach(() => {
  stage = outboxStage();
});
afterEach(async () => {
  await stage.close();
  expect(stage.bugs).toEqual([]);
});

const TROUBLE: GatewayFailure = { kind: 'trouble', status: 500, detail: 'untyped answer' };
const sentOf = (id: PaymentId): number => stage.far.sent.filter((sent) => sent.id === id).length;
/** As a statement from central would: the payment is brought to its end while it is on its way. */
const postedMeanwhile = (paymentId: PaymentId): void => {
  const lines = [{ lineId: 1, status: 'posted' as const, postingNumber: 'EWA-9' }];
  stage.bench.journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'posted', recordedAt: '2026-11-22T13:41:00.000Z', lines }],
    outbox: (table) => {
      table.mark(paymentId, 'payment', 'done');
    },
  });
};

describe('a row that somebody else ended meanwhile', () => {
  test.each([3, 10])('one of %d, sent for its owner, is not sent again', async (count) => {
    const ids = stage.queued(count);
    const mine = ids[2] ?? stage.bench.newId();
    stage.far.answers.submit = (id, document) => {
      if (id === ids[0]) stage.outbox.wake(mine);
      return posts(id, document);
    };
    await stage.go();
    expect(stage.far.sent[1]?.id).toBe(mine);
    expect(sentOf(mine)).toBe(1);
    expect(stage.far.batches.flat()).not.toContain(mine);
    expect(stage.states(ids)).toEqual(['posted']);
  });

  test.each<[string, Gateway['submit']]>([
    ['posted', posts],
    [
      'refused for good',
      () => Promise.resolve(fail({ kind: 'problem', code: 'documentDiffers', status: 409 })),
    ],
  ])('an answer that comes after it, %s, changes nothing', async (_what, answer) => {
    const [id] = stage.queued(1);
    if (id === undefined) return;
    stage.far.answers.submit = (...asked) => {
      postedMeanwhile(id);
      return answer(...asked);
    };
    await stage.go();
    expect(stage.stateOf(id)).toBe('posted');
    expect(paymentOf(stage.bench, id).outcomes).toMatchObject([{ postingNumber: 'EWA-9' }]);
  });

  test('the same in a batch, and the others are recorded', async () => {
    const ids = stage.queued(10);
    stage.far.answers.submitBatch = (payments) => {
      const [first] = payments;
      if (first !== undefined) postedMeanwhile(first.paymentId);
      return postsAll(payments);
    };
    await stage.go();
    expect(stage.states(ids)).toEqual(['posted']);
  });

  test('a refund that was paid meanwhile', async () => {
    const paymentId = refundAsked(stage);
    const { amountFils } = refusedLines(paymentOf(stage.bench, paymentId));
    stage.far.answers.reverse = () => {
      stage.bench.journal.commit({
        paymentId,
        facts: [{ v: 1, type: 'refunded', amountFils }],
        outbox: (table) => {
          table.mark(paymentId, 'reversal', 'done');
        },
      });
      return Promise.resolve(ok({ paymentId, status: 'refunded', amountFils }));
    };
    await stage.go();
    expect(stage.stateOf(paymentId)).toBe('refunded');
  });
});

describe('nothing is left behind', () => {
  test('a row whose own wait ends while the others are still being sent', async () => {
    const ids = stage.queued(2);
    let broken = true;
    stage.far.answers.submit = (id, document) => {
      if (id === ids[0] && broken) {
        broken = false;
        return Promise.resolve(fail(TROUBLE));
      }
      stage.clock.advance(2 * FIRST_MS);
      return posts(id, document);
    };
    await stage.go();
    await stage.later(0);
    expect(stage.states(ids)).toEqual(['posted']);
  });

  test('what so many at once keep the gateway from answering goes in smaller requests', async () => {
    const ids = stage.queued(60);
    stage.far.answers.submitBatch = (payments) =>
      payments.length > 10 ? Promise.resolve(fail(AWAY)) : postsAll(payments);
    await stage.go();
    for (let i = 0; i < 40; i++) await stage.later(MOST_MS);
    expect(stage.states(ids)).toEqual(['posted']);
  });

  test('the sum and number of what waits are right after answers of every kind', async () => {
    const ids = stage.queued(12);
    stage.far.answers.submitBatch = async (payments) => {
      const answer = await postsAll(payments);
      if (!answer.ok) return answer;
      return ok({
        results: answer.value.results.slice(1).map((result, i): BatchResult => {
          const { paymentId } = result;
          return i > 1
            ? result
            : {
                paymentId,
                status: 'problem',
                code: i === 0 ? 'documentDiffers' : 'documentInvalid',
              };
        }),
      });
    };
    stage.bench.journal.outbox.exposure();
    await stage.go();
    const open = ids.filter((id) => stage.stateOf(id) !== 'posted');
    expect(open.map(stage.stateOf)).toEqual(['quarantined', 'confirmed']);
    const counted = stage.bench.journal.outbox.exposure();
    expect(counted).toMatchObject({ count: 2, fils: 2 * 32_569 });
    stage.bench.journal.outbox.undone(); // read anew from the rows
    expect(stage.bench.journal.outbox.exposure()).toEqual(counted);
  });
});

test('stopped while a batch is on its way: its answer is still recorded, as far as that goes', async () => {
  const ids = stage.queued(10);
  let answer: () => void = () => undefined;
  stage.far.answers.submitBatch = (payments) =>
    new Promise((resolve) => {
      answer = () => {
        resolve(postsAll(payments));
      };
    });
  await stage.go();
  const stopping = stage.outbox.stop();
  answer();
  await stopping;
  const done = ids.filter((id) => stage.stateOf(id) === 'posted');
  expect(done.length).toBeGreaterThan(0);
  expect(stage.bench.journal.outbox.exposure().count).toBe(ids.length - done.length);
});
