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

const problem = (code: 'documentInvalid' | 'documentDiffers' | 'rateLimited'): GatewayFailure => ({
  kind: 'problem',
  code,
  status: code === 'rateLimited' ? 429 : 400,
});
const failing = (failure: GatewayFailure) => () => Promise.resolve(fail(failure));
const invalid: Gateway['submitBatch'] = (payments) =>
  Promise.resolve(
    ok({
      results: payments.map(({ paymentId }): BatchResult => {
        return { paymentId, status: 'problem', code: 'documentInvalid' };
      }),
    }),
  );
describe('a gateway that wants to be left alone', () => {
  test.each<[string, GatewayFailure]>([
    ['without a time', problem('rateLimited')],
    ['for 0 seconds', { kind: 'problem', code: 'rateLimited', status: 429, retryAfterMs: 0 }],
  ])('told so %s, nothing is sent at once, nor a storm after', async (_what, failure) => {
    stage.queued(40);
    stage.far.answers.submit = failing(failure);
    stage.far.answers.submitBatch = failing(failure);
    await stage.go();
    await stage.later(0);
    expect(stage.tried()).toBe(1);
    for (let i = 0; i < 100; i++) await stage.later(100);
    expect(stage.tried()).toBeLessThanOrEqual(20);
  });

  test('no row waits longer than the gateway asked for', async () => {
    const ids = stage.queued(2);
    stage.far.answers.submit = failing({
      ...problem('rateLimited'),
      retryAfterMs: FIRST_MS,
    } as never);
    await stage.go();
    for (let i = 0; i < 8; i++) await stage.later(2 * FIRST_MS);
    stage.far.answers.submit = posts;
    await stage.later(2 * FIRST_MS);
    expect(stage.states(ids)).toEqual(['posted']);
  });

  test('a refund that waits for days is no outage: after a moment away all goes on', async () => {
    const refund = refundAsked(stage);
    const { amountFils } = refusedLines(paymentOf(stage.bench, refund));
    stage.far.answers.reverse = (paymentId) =>
      Promise.resolve(ok({ paymentId, status: 'refundRequested', amountFils }));
    await stage.go();
    for (let i = 0; i < 200; i++) await stage.later(MOST_MS);
    stage.far.answers.submit = failing(AWAY);
    const ids = stage.queued(3);
    await stage.go();
    stage.far.answers.submit = posts;
    await stage.later(FIRST_MS);
    await stage.later(FIRST_MS);
    expect(stage.states(ids)).toEqual(['posted']);
  });
});

describe('a gateway that refuses every document', () => {
  test.each([4, 40])(
    'quarantines none of %d; once it is well again, all are posted',
    async (count) => {
      const ids = stage.queued(count);
      stage.far.answers.submit = failing(problem('documentInvalid'));
      stage.far.answers.submitBatch = invalid;
      await stage.go();
      for (let i = 0; i < 100; i++) await stage.later(MOST_MS);
      expect(stage.states(ids)).toEqual(['confirmed']);
      // One probe at a time, ever less often.
      expect(stage.tried()).toBeLessThan(110);
      stage.far.answers.submit = posts;
      stage.far.answers.submitBatch = postsAll;
      for (let i = 0; i < 4; i++) await stage.later(MOST_MS);
      expect(stage.states(ids)).toEqual(['posted']);
    },
  );

  test('the few that it refuses while it takes others are for staff', async () => {
    const ids = stage.queued(20);
    const bad = new Set<PaymentId | undefined>(ids.slice(2, 8));
    stage.far.answers.submit = (id, document) =>
      bad.has(id) ? Promise.resolve(fail(problem('documentInvalid'))) : posts(id, document);
    stage.far.answers.submitBatch = async (payments) => {
      const [good, rest] = [await postsAll(payments), await invalid(payments)];
      if (!good.ok || !rest.ok) return good;
      return ok({
        results: [
          ...good.value.results.filter(({ paymentId }) => !bad.has(paymentId)),
          ...rest.value.results.filter(({ paymentId }) => bad.has(paymentId)),
        ],
      });
    };
    await stage.go();
    for (let i = 0; i < 60; i++) {
      stage.queued(1); // sales go on
      await stage.go();
      await stage.later(MOST_MS);
    }
    expect(ids.filter((id) => stage.stateOf(id) === 'quarantined')).toEqual(ids.slice(2, 8));
    expect(ids.filter((id) => stage.stateOf(id) === 'posted')).toHaveLength(14);
  });
});
