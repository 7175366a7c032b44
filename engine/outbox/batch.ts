import {
  MOST_BATCH_BYTES,
  MOST_BATCH_PAYMENTS,
  type BatchResult,
  type PaymentBatchRequest,
} from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { GatewayFailure } from '../gateway/client.ts';

/** Up to so many go alone: a batch is for a queue. */
const FEW = 3;
/** Room for the request's own braces, commas and ids. */
const BYTES = MOST_BATCH_BYTES - 16_384;

export type BatchPayment = PaymentBatchRequest['payments'][number];

export type BatchSize = {
  /** How many to send in the next request when `waiting` could go; 1: alone. */
  readonly next: (waiting: number) => number;
  /** A request of so many was answered. */
  readonly went: (count: number) => void;
  /** The request as a whole was not answered: fewer next time, in the end each one alone. */
  readonly failed: () => void;
};

/** After so many answered ones at most, more are tried at once again. */
const MOST_NEEDED = 16;

/**
 * Halved by trouble and doubled by success, which must last the longer the more often that went wrong:
 * one bad document is soon alone, and the others go on.
 */
export const createBatchSize = (most = MOST_BATCH_PAYMENTS): BatchSize => {
  let size = most;
  let needed = 1;
  let good = 0;
  let grown = false;
  return {
    next: (waiting) => {
      const count = Math.min(size, waiting);
      return count > FEW ? count : 1;
    },
    went: (count) => {
      if (count < size && size > FEW) return;
      if (grown) needed = 1;
      good += 1;
      grown = good >= needed && size < most;
      if (!grown) return;
      size = Math.min(most, size * 2);
      good = 0;
    },
    failed: () => {
      size = Math.max(1, Math.floor(size / 2));
      needed = Math.min(MOST_NEEDED, needed * 2);
      good = 0;
      grown = false;
    },
  };
};

/** Whether one more payment still goes into a request that holds `bytes` already; and its bytes. */
export const bytesWith = (bytes: number, payment: BatchPayment): number | null => {
  const sum = bytes + Buffer.byteLength(JSON.stringify(payment), 'utf8') + 1;
  return sum <= BYTES ? sum : null;
};

/**
 * Each payment's result: the only one under its id. One without a result, or with several, is absent:
 * it is then asked for alone, whose answer decides. Results nobody asked for are nobody's.
 */
export const resultsById = (
  asked: readonly PaymentId[],
  results: readonly BatchResult[],
): ReadonlyMap<PaymentId, BatchResult> => {
  const wanted = new Set(asked);
  const found = new Map<PaymentId, BatchResult>();
  const twice = new Set<PaymentId>();
  for (const result of results) {
    const id = result.paymentId;
    if (!wanted.has(id)) continue;
    if (found.has(id)) twice.add(id);
    found.set(id, result);
  }
  for (const id of twice) found.delete(id);
  return found;
};

/** Documents were refused and none of the batch was taken: the gateway may refuse whatever it gets. */
export const refusalOfAll = (
  results: ReadonlyMap<PaymentId, BatchResult>,
): GatewayFailure | null => {
  const all = [...results.values()];
  if (all.some(({ status }) => status === 'recorded')) return null;
  return all.some((result) => result.status === 'problem' && result.code === 'documentInvalid')
    ? { kind: 'problem', code: 'documentInvalid', status: 200 }
    : null;
};
