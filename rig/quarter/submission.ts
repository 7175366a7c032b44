import { randomBytes, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import {
  MOST_BATCH_PAYMENTS,
  type PaymentBatchResponse,
  paymentBatchResponseSchema,
} from '../../contract/gateway.ts';
import { systemClock } from '../../contract/clock.ts';
import { createRequestSigner, type RequestSigner } from '../../engine/gateway/request-signature.ts';
import type { Delivery } from './deliveries.ts';
import { quarterPayment, type QuarterPayment } from './documents.ts';
import { quarterKiosk, type QuarterKiosk } from './kiosks.ts';
import type { Plan } from './plan.ts';

/** What was submitted so far. */
export type Counts = {
  /** Recorded by the request that asked. */
  readonly first: number;
  /** Sent again and answered as before. */
  readonly again: number;
  readonly requests: number;
};

/** Every so many batches the whole batch is sent twice, every so many payments one goes alone too. */
const BATCH_TWICE_EVERY = 50;
const ALONE_EVERY = 100;

export type Submission = {
  readonly deliver: (delivery: Delivery) => Promise<void>;
  readonly counts: () => Counts;
};

/** Submits deliveries as kiosks do, and some of them twice; throws for any answer but the right one. */
export const createSubmission = (deps: {
  readonly plan: Plan;
  readonly url: string;
  readonly nowMs: () => number;
}): Submission => {
  const agent = new Agent({ keepAlive: true });
  const kiosks = new Map<number, { kiosk: QuarterKiosk; signer: RequestSigner }>();
  let [first, again, requests] = [0, 0, 0];

  const kioskOf = (index: number): { kiosk: QuarterKiosk; signer: RequestSigner } => {
    const known = kiosks.get(index);
    if (known !== undefined) return known;
    const kiosk = quarterKiosk(deps.plan.seed, index);
    const signer = createRequestSigner({
      kioskId: kiosk.kioskId,
      key: { ...kiosk, sign: (bytes) => sign(null, bytes, kiosk.privateKey).toString('base64url') },
      clock: { ...systemClock, wallMs: deps.nowMs },
      random: (count) => randomBytes(count),
    });
    kiosks.set(index, { kiosk, signer });
    return { kiosk, signer };
  };

  const send = async (
    signer: RequestSigner,
    [method, path]: readonly ['POST' | 'PUT', string],
    content: unknown,
  ): Promise<string> => {
    const body = JSON.stringify(content);
    const url = `${deps.url}${path}`;
    const headers = await signer({ method, url, body });
    requests += 1;
    const { status, text } = await call(agent, url, { method, headers, body });
    if (status !== 200 && status !== 201) throw new Error(`${path}: ${String(status)} ${text}`);
    return text;
  };

  const sendBatch = async (
    signer: RequestSigner,
    payments: readonly QuarterPayment[],
  ): Promise<string> => {
    const text = await send(signer, ['POST', '/v1/payments/batch'], { payments });
    const { results } = paymentBatchResponseSchema.parse(JSON.parse(text));
    results.forEach((result, index) => {
      checkResult(result, payments[index]);
      if (result.status === 'recorded' && result.first) first += 1;
      else again += 1;
    });
    return text;
  };

  return {
    counts: () => ({ first, again, requests }),
    deliver: async (delivery) => {
      const { kiosk, signer } = kioskOf(delivery.kiosk);
      for (let at = 0; at < delivery.payments.length; at += MOST_BATCH_PAYMENTS) {
        const part = delivery.payments.subarray(at, at + MOST_BATCH_PAYMENTS);
        const payments = Array.from(part, (i) => quarterPayment(deps.plan, i, kiosk));
        const text = await sendBatch(signer, payments);
        if ((part[0] ?? 0) % BATCH_TWICE_EVERY === 0) {
          const second = await sendBatch(signer, payments);
          if (second !== text.replaceAll('"first":true', '"first":false'))
            throw new Error('the same batch was answered differently');
        }
        for (const [index, payment] of payments.entries()) {
          if ((part[index] ?? 0) % ALONE_EVERY !== 0) continue;
          const { paymentId, ...signed } = payment;
          const alone = await send(signer, ['PUT', `/v1/payments/${paymentId}`], signed);
          if (!text.includes(`"outcome":${alone}}`))
            throw new Error(`${paymentId} was answered differently alone`);
          again += 1;
        }
      }
    },
  };
};

const checkResult = (
  result: PaymentBatchResponse['results'][number],
  payment: QuarterPayment | undefined,
): void => {
  if (
    result.paymentId !== payment?.paymentId ||
    result.status !== 'recorded' ||
    result.outcome.lines.some(({ status }) => status !== 'posted')
  )
    throw new Error(`not posted: ${JSON.stringify(result)}`);
};

type Answer = { readonly status: number; readonly text: string };

const call = (
  agent: Agent,
  url: string,
  sent: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body: string;
  },
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, headers, body } = sent;
    const length = String(Buffer.byteLength(body));
    const going = request(url, {
      agent,
      method,
      headers: { ...headers, 'content-length': length },
    });
    going.once('error', reject);
    going.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') });
      });
    });
    going.end(body);
  });
