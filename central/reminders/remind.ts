import type { Clock } from '../../contract/clock.ts';
import { addDays, bahrainDay, DAY_MS } from '../database/day.ts';
import type { Database } from '../database/schema.ts';
import type { Carried, MessageSender } from '../messages/sender.ts';
import type { Wording } from '../messages/compose.ts';
import type { Reads } from '../store/port.ts';
import { composeReminder } from './compose.ts';
import type { ReminderSeal } from './seal.ts';

/** So many days before it is due. */
export const AHEAD_DAYS = 7;
const AT_ONCE = 50;
const LEASE_MS = 10 * 60_000;
const AGAIN_MS = 30 * 60_000;

export type RemindDeps = {
  readonly db: Database;
  readonly store: Pick<Reads, 'openBills'>;
  readonly clock: Clock;
  readonly senders: readonly MessageSender[];
  readonly seal: ReminderSeal;
  readonly wording: Wording;
};

/** What is to be looked at now, leased to this replica alone; what ended is deleted on the way. */
const take = (db: Database, nowMs: number) =>
  db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('due_reminder').where('ends_at_ms', '<=', nowMs).execute();
    const rows = await transaction
      .selectFrom('due_reminder')
      .selectAll()
      .where('next_check_ms', '<=', nowMs)
      .orderBy('next_check_ms')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) return rows;
    await transaction
      .updateTable('due_reminder')
      .set({ next_check_ms: nowMs + LEASE_MS })
      .where(
        'reminder_id',
        'in',
        rows.map(({ reminder_id: id }) => id),
      )
      .execute();
    return rows;
  });

type Row = Awaited<ReturnType<typeof take>>[number];

/** One reminder's turn: one message for all that comes due soon and was not told of. */
const remind = async (deps: RemindDeps, row: Row): Promise<void> => {
  const { db, clock, seal } = deps;
  const id = row.reminder_id;
  const forget = async (): Promise<void> => {
    await db.deleteFrom('due_reminder').where('reminder_id', '=', id).execute();
  };
  const later = async (ms: number, toldUntil = row.told_until): Promise<void> => {
    await db
      .updateTable('due_reminder')
      .set({ next_check_ms: clock.wallMs() + ms, told_until: toldUntil })
      .where('reminder_id', '=', id)
      .execute();
  };
  const wish = seal.open(id, row.sealed);
  if (wish === null) return forget();
  const today = bahrainDay(clock.wallMs());
  const bills = (await deps.store.openBills(row.service_id, wish.reference)).filter(
    ({ due_date: due }) =>
      due >= today &&
      due <= addDays(today, AHEAD_DAYS) &&
      (row.told_until === null || due > row.told_until),
  );
  const last = bills.at(-1);
  if (last === undefined) return later(DAY_MS);
  const sender = deps.senders.find(({ channel }) => channel === row.channel);
  const said = composeReminder(bills, row.service_id, wish.stopCode, row.language, deps.wording);
  const message = { id: `${id}-${last.due_date}`, address: wish.address, ...said };
  const carried: Carried = sender === undefined ? 'away' : await sender.send(message);
  if (carried === 'refused') return forget();
  return carried === 'away' ? later(AGAIN_MS) : later(DAY_MS, last.due_date);
};

/** Looks at what is to be looked at now; how many that were. */
export const remindDue = async (deps: RemindDeps): Promise<number> => {
  const rows = await take(deps.db, deps.clock.wallMs());
  for (const row of rows) await remind(deps, row);
  return rows.length;
};
