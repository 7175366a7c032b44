import type { Clock } from '../../contract/clock.ts';
import { CHANNELS } from './channels.ts';
import type { Database } from '../database/schema.ts';
import type { Reads } from '../store/port.ts';
import { findReceipt } from '../receipts/find.ts';
import { composeMessage, type Wording } from './compose.ts';
import type { MessageSeal } from './seal.ts';
import type { Carried, MessageSender } from './sender.ts';

const AT_ONCE = 20;
/** Longer than a sender tries: until then nobody else takes what one replica carries. */
const LEASE_MS = 2 * 60_000;
const FIRST_MS = 30_000;
const LONGEST_MS = 4 * 60 * 60_000;
/** With these pauses, about two days. */
export const MOST_TRIES = 20;

const pauseMs = (tries: number): number => Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1));

type Due = {
  readonly message_id: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly sealed: Uint8Array | null;
  readonly language: 'ar' | 'en';
  readonly tries: number;
};

/** What is due now, leased to this replica alone. */
const take = (db: Database, channels: readonly string[], nowMs: number): Promise<readonly Due[]> =>
  db.transaction().execute(async (transaction) => {
    const due = await transaction
      .selectFrom('outgoing_message')
      .select(['message_id', 'channel', 'sealed', 'language', 'tries'])
      .where('state', '=', 'waiting')
      .where('next_at_ms', '<=', nowMs)
      .where(
        'channel',
        'in',
        CHANNELS.filter((channel) => channels.includes(channel)),
      )
      .orderBy('next_at_ms')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    if (due.length === 0) return [];
    await transaction
      .updateTable('outgoing_message')
      .set((row) => ({ next_at_ms: nowMs + LEASE_MS, tries: row('tries', '+', 1) }))
      .where(
        'message_id',
        'in',
        due.map(({ message_id: id }) => id),
      )
      .execute();
    return due.map((each) => ({ ...each, tries: each.tries + 1 }));
  });

/** What became of one try. With its end the address is deleted. */
const settle = async (db: Database, due: Due, carried: Carried, nowMs: number): Promise<void> => {
  const over = carried !== 'away' || due.tries >= MOST_TRIES;
  await db
    .updateTable('outgoing_message')
    .set(
      over
        ? {
            state: carried === 'accepted' ? 'sent' : 'givenUp',
            sealed: null,
            ended_at_ms: nowMs,
          }
        : { next_at_ms: nowMs + pauseMs(due.tries) },
    )
    .where('message_id', '=', due.message_id)
    .where('state', '=', 'waiting')
    .execute();
};

export type DeliveryDeps = {
  readonly db: Database;
  readonly store: Pick<Reads, 'receipt'>;
  readonly clock: Clock;
  readonly senders: readonly MessageSender[];
  readonly envelopes: MessageSeal;
  readonly wording: Wording;
};

/** Carries what is due now, once; how many were carried or given up. */
export const deliverDue = async (deps: DeliveryDeps): Promise<number> => {
  const { db, clock, senders } = deps;
  if (senders.length === 0) return 0;
  const due = await take(
    db,
    senders.map(({ channel }) => channel),
    clock.wallMs(),
  );
  const carry = async (each: Due): Promise<void> => {
    const sender = senders.find(({ channel }) => channel === each.channel);
    const to = each.sealed === null ? null : deps.envelopes.open(each.message_id, each.sealed);
    const receipt = await findReceipt(deps.store, to?.slipCode ?? '');
    const sent =
      sender === undefined || receipt === null || to === null
        ? 'refused'
        : await sender.send({
            id: each.message_id,
            address: to.address,
            ...composeMessage(receipt, to.slipCode, each.language, deps.wording),
          });
    await settle(db, each, sent, clock.wallMs());
  };
  await Promise.all(due.map(carry));
  return due.length;
};

const EVERY_MS = 5_000;

/** Delivers again and again until it is stopped; a trouble of the database is for the next time. */
export const startDeliveries = (
  deps: DeliveryDeps & { readonly remind: () => Promise<number> },
  onTrouble: (error: unknown) => void,
): { readonly stop: () => Promise<void> } => {
  let stopped = false;
  let cancel: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();
  const isStopped = (): boolean => stopped;
  const round = async (): Promise<void> => {
    try {
      while (!isStopped() && (await deliverDue(deps)) === AT_ONCE);
      if (!isStopped()) await deps.remind();
    } catch (error) {
      onTrouble(error);
    }
    if (!isStopped()) cancel = deps.clock.after(EVERY_MS, next);
  };
  const next = (): void => {
    running = round();
  };
  next();
  return {
    stop: async () => {
      stopped = true;
      cancel();
      await running;
      for (const sender of deps.senders) sender.close();
    },
  };
};
