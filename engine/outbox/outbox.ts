import { MOST_BATCH_PAYMENTS } from '../../contract/gateway.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { OutboxPlace, OutboxRow } from '../journal/outbox-table.ts';
import type { OutboxDeps } from './deps.ts';
import { createRecorder } from './record.ts';
import { createPacer } from './pacer.ts';
import { createSharedPause } from './pause.ts';
import { createSender } from './sender.ts';
import { createWaits } from './waits.ts';

export type Outbox = {
  /**
   * Sends what is due now; called at release and at start. `mine` is the payment of somebody who stands
   * here: it goes before the queue, and does not wait for the queue's turn.
   */
  readonly wake: (mine?: PaymentId) => void;
  /** The gateway answered something: a pause for its absence is over. */
  readonly contact: () => void;
  /** Sends what waits of this payment now, whatever it was refused before. `false`: nothing of it waits. */
  readonly sendNow: (id: PaymentId) => boolean;
  /** It is sent no more: people decide. An answer on its way changes nothing. `false`: it does not wait. */
  readonly handOver: (id: PaymentId, detail: string) => boolean;
  readonly stop: () => Promise<void>;
};

const MOST_SPREAD_MS = 60_000;

/**
 * Sends every released row until the gateway answers for it: the same id and document for ever, a
 * fresh signature each attempt. One request at a time, oldest first, many payments in one request where
 * many wait; one row's trouble does not stop the next.
 */
export const createOutbox = (deps: OutboxDeps): Outbox => {
  const { journal, clock } = deps;
  const waits = createWaits();
  const record = createRecorder(deps);
  const pause = createSharedPause({ ...deps, spreadMs: deps.spreadMs ?? MOST_SPREAD_MS });
  const oldestAgeMs = (): number => {
    const oldest = journal.outbox.releasedAfter(null, 1).rows[0];
    return oldest === undefined ? 0 : clock.wallMs() - oldest.createdAtMs;
  };
  const pacer = createPacer(deps);
  const sender = createSender({
    ...deps,
    waits,
    pause,
    oldestAgeMs,
    pacer,
    isStopped: () => stopped,
  });
  const urgent = new Set<PaymentId>();
  let running: Promise<void> | null = null;
  let begun = false;
  let wokenAgain = false;
  let stopped = false;
  /** When the last pass over the queue began. */
  let triedMs = Number.NEGATIVE_INFINITY;
  let cancelTimer: () => void = () => undefined;

  const isStopped = (): boolean => stopped;
  const wasWoken = (): boolean => wokenAgain;
  const paused = (): boolean => pause.untilMs() > clock.monotonicMs();
  const triesOf = (row: OutboxRow): number => waits.of(row)?.tries ?? 0;
  const isDue = (row: OutboxRow): boolean => (waits.of(row)?.dueMs ?? 0) <= clock.monotonicMs();
  /** A page was read a while ago: somebody's own payment may have gone from it meanwhile. */
  const stillWaits = ({ paymentId, kind }: OutboxRow): boolean =>
    journal.outbox.row(paymentId, kind)?.status === 'released';

  /** Whether any went. */
  const sendUrgent = async (): Promise<boolean> => {
    let went = false;
    for (const id of urgent) {
      urgent.delete(id);
      const row = journal.outbox.row(id, 'payment');
      if (isStopped() || row?.status !== 'released' || !isDue(row)) continue;
      const free = !paused();
      if (!free && !pause.letsPersonPass()) continue;
      await sender.one(row, free ? 'inTurn' : 'passing');
      went = true;
    }
    return went;
  };

  /** False where a pause, or the end, holds up the rest. */
  const sendRows = async (rows: readonly OutboxRow[]): Promise<boolean> => {
    let waiting = rows.filter(isDue);
    while (waiting.length > 0) {
      if (await sendUrgent()) waiting = waiting.filter((row) => stillWaits(row) && isDue(row));
      if (isStopped() || paused()) return false;
      // What was refused already would find out little about the gateway.
      if (pause.probing()) waiting.sort((a, b) => triesOf(a) - triesOf(b));
      const sent = await sender.next(waiting);
      if (sent.again) wokenAgain = true;
      waiting = sent.left;
    }
    return true;
  };

  /** Whether all that is due was tried. */
  const pass = async (): Promise<boolean> => {
    let place: OutboxPlace | null = null;
    triedMs = clock.monotonicMs();
    do {
      // Rows that all wait for something of their own are passed over without a pause between.
      await pacer.breathe();
      await sendUrgent();
      if (isStopped() || paused()) return false;
      const page = journal.outbox.releasedAfter(place, MOST_BATCH_PAYMENTS);
      if (!(await sendRows(page.rows))) return false;
      place = page.next;
    } while (place !== null);
    return true;
  };

  const pump = async (): Promise<void> => {
    pacer.fresh();
    if (!begun) {
      // After a power cut the country's kiosks start together.
      begun = true;
      pause.returning(oldestAgeMs());
    }
    let through: boolean;
    do {
      wokenAgain = false;
      through = await pass();
    } while (wasWoken() && !isStopped());
    schedule(through);
  };

  const schedule = (through: boolean): void => {
    cancelTimer();
    if (stopped) return;
    const nowMs = clock.monotonicMs();
    const held = (!through || paused()) && journal.outbox.releasedAfter(null, 1).rows.length > 0;
    const next = held ? pause.untilMs() : waits.nextMs(triedMs);
    if (next !== null) cancelTimer = clock.after(Math.max(0, next - nowMs), wake);
  };

  const wake = (mine?: PaymentId): void => {
    if (stopped) return;
    if (mine !== undefined) urgent.add(mine);
    if (running !== null) {
      wokenAgain = true;
      return;
    }
    running = pump()
      .catch(deps.onBug)
      .finally(() => {
        running = null;
        if (wokenAgain) wake();
      });
  };

  const waitingOf = (id: PaymentId): readonly OutboxRow[] =>
    (['payment', 'reversal'] as const).flatMap((kind) => {
      const row = journal.outbox.row(id, kind);
      return row?.status === 'released' ? [row] : [];
    });

  return {
    wake,
    sendNow: (id) => {
      const rows = waitingOf(id);
      for (const row of rows) waits.end(row);
      if (rows.length > 0) wake(id);
      return rows.length > 0;
    },
    handOver: (id, detail) => {
      const [row] = waitingOf(id);
      if (row === undefined) return false;
      record.quarantine(row, 'byTechnician', detail);
      waits.end(row);
      return true;
    },
    contact: () => {
      if (pause.contact(oldestAgeMs())) wake();
    },
    stop: async () => {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
};
