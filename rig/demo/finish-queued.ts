/** The second half of `--gateway-down`: the slip is out, the gateway returns, the payment ends posted. */
import { sleep, systemClock } from '../../contract/clock.ts';
import type { PaymentSummary } from '../../contract/engine-api.ts';
import type { Rig } from '../processes.ts';
import { RigError } from '../processes/rig-error.ts';
import type { Visitor } from '../processes/visitor.ts';
import { keepPaper, lastPaper } from './paper.ts';
import type { Visited } from './visit.ts';

const PATIENCE_MS = 60_000;
const LOOK_MS = 50;

const until = async (
  visitor: Visitor,
  { paymentId }: Visited,
  holds: (payment: PaymentSummary) => boolean,
  what: string,
): Promise<void> => {
  const started = systemClock.monotonicMs();
  for (;;) {
    const payment = await visitor.client.api.payment.query({ paymentId });
    if (payment && holds(payment)) return;
    if (systemClock.monotonicMs() - started > PATIENCE_MS) {
      throw new RigError(`Waited for ${what}; the payment stands at ${JSON.stringify(payment)}`);
    }
    await sleep(systemClock, LOOK_MS);
  }
};

/** Keeps the queued slip as `slip.escpos` and `slip.png`, then brings the gateway back. */
export const finishQueued = async (
  rig: Rig,
  visitor: Visitor,
  visited: Visited,
  out: string,
  step: (text: string) => void,
): Promise<void> => {
  if (visited.outcome.kind !== 'queued') {
    throw new RigError(
      `The payment should be queued, but the screen says ${visited.outcome.kind}.`,
    );
  }
  step('the gateway is away: the payment is queued, the slip says so');
  keepPaper(await lastPaper(rig), out, 'slip');
  await visitor.do({ do: 'finish' });
  await visitor.screen(['goodbye', 'attract']);

  await rig.control.network({ do: 'restore' });
  step('the gateway returns');
  await until(visitor, visited, ({ state }) => state === 'posted', 'the posting');
  step('the payment is posted; its final receipt is printed');
  const { paymentId } = visited;
  if (!(await visitor.client.api.printFinal.mutate({ paymentId }))) {
    throw new RigError('The engine would not print the final receipt.');
  }
  const settled = (payment: PaymentSummary): boolean =>
    payment.receiptKind === 'final' && ['printed', 'failed', 'unknown'].includes(payment.receipt);
  await until(visitor, visited, settled, 'the final receipt');
};
