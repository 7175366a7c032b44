import type { FastifyInstance, FastifyReply } from 'fastify';
import { PROBLEM_TYPE } from './answer.ts';
import type { Admission, Lane } from './admission.ts';
import type { TokenBuckets } from './token-bucket.ts';
import { problem } from '../problems.ts';

/** By address; what is not named here has nobody waiting for it. */
const LANE_OF: Readonly<Record<string, Lane>> = {
  '/v1/bills/search': 'person',
  '/v1/dues/search': 'person',
  '/v1/holds': 'person',
  '/v1/holds/:paymentId': 'person',
  '/v1/receipts/search': 'person',
  '/v1/receipts/by-number': 'person',
  '/v1/payments/:paymentId': 'payment',
  '/v1/payments/:paymentId/reversal': 'payment',
  '/v1/kiosks/status': 'health',
  '/v1/telemetry/logs/:buffer/:batch': 'health',
  '/v1/telemetry/metrics/:buffer/:batch': 'health',
  '/v1/telemetry/traces/:buffer/:batch': 'health',
};

/**
 * Refuses before anything is read, checked or written, so that a refused request has changed nothing.
 * The place is given up when the answer is out and the work is done, whichever comes last. For the
 * operations of this scope alone: health and catalogue always answer.
 */
export const admitRequests = (scope: FastifyInstance, admission: Admission): void => {
  scope.addHook('onRequest', async (request, reply) => {
    const waiter = admission.ask(LANE_OF[request.routeOptions.url ?? ''] ?? 'drain');
    let working = false;
    let closed = false;
    request.working = (now) => {
      // Its place is another's already, and it has changed nothing yet.
      if (now && closed) return false;
      working = now;
      if (closed && !working) waiter.leave();
      return true;
    };
    reply.raw.once('close', () => {
      closed = true;
      if (!working) waiter.leave();
    });
    const verdict = await waiter.verdict;
    return verdict.enter ? undefined : sendLater(reply, verdict.retryAfterSeconds);
  });
  scope.addHook('preHandler', async (request, reply) =>
    request.working?.(true) === false ? sendLater(reply, 1) : undefined,
  );
  scope.addHook('onSend', (request, _reply, payload, done) => {
    request.working?.(false);
    done(null, payload);
  });
};

/** After authentication: a kiosk's name is its own only then. */
export const limitEachKiosk = (scope: FastifyInstance, buckets: TokenBuckets): void => {
  scope.addHook('preValidation', async (request, reply) => {
    const waitMs = buckets.take(request.kioskId);
    return waitMs === 0 ? undefined : sendLater(reply, Math.ceil(waitMs / 1_000));
  });
};

const sendLater = (reply: FastifyReply, seconds: number): FastifyReply => {
  const { status, text } = problem('rateLimited', 'Busy just now; nothing was changed.');
  return reply.code(status).header('retry-after', String(seconds)).type(PROBLEM_TYPE).send(text);
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Told when the handler begins and has ended; false: it may not begin, nobody waits any more. */
    working?: ((now: boolean) => boolean) | undefined;
  }
}
