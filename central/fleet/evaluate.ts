import { randomUUID } from 'node:crypto';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { kioskFacts } from './rows.ts';
import { type AlertLimits, conditionsOf } from './rules.ts';
import type { FleetTables } from './tables.ts';

/** One who is told of every alert's begin and end. */
export type Told = { readonly channel: 'email' | 'webhook'; readonly target: string };

export type Evaluated = { readonly opened: number; readonly ended: number };

/**
 * Opens an alert for what has come to be so and ends those of what no longer is, each with its notices in
 * the same transaction. However many of us do it at once, each alert is opened and told once.
 */
export const evaluateAlerts = async (
  db: Database,
  limits: AlertLimits,
  told: readonly Told[],
  nowMs: number,
): Promise<Evaluated> => {
  // Nobody waits for a kiosk that was taken out of service.
  const inService = (await kioskFacts(db)).filter(({ revokedMs }) => revokedMs === null);
  const conditions = inService.flatMap((facts) =>
    conditionsOf(facts, limits, nowMs).map((each) => ({ ...each, kioskId: facts.kioskId })),
  );
  const known = await db
    .selectFrom('fleet_alert')
    .select(['alert_id', 'kiosk_id', 'rule'])
    .where('ended_ms', 'is', null)
    .execute();
  const nameOf = (kioskId: string, rule: string): string => `${kioskId} ${rule}`;
  const isKnown = new Set(known.map(({ kiosk_id, rule }) => nameOf(kiosk_id, rule)));
  const isSo = new Set(conditions.map(({ kioskId, rule }) => nameOf(kioskId, rule)));
  const fresh = conditions.filter(({ kioskId, rule }) => !isKnown.has(nameOf(kioskId, rule)));
  const over = known.filter(({ kiosk_id, rule }) => !isSo.has(nameOf(kiosk_id, rule)));
  if (fresh.length === 0 && over.length === 0) return { opened: 0, ended: 0 };
  return writing(db, nowMs, async (transaction) => {
    const opened = await open(transaction, fresh, nowMs);
    const ended = await end(
      transaction,
      over.map(({ alert_id }) => alert_id),
      nowMs,
    );
    await tell(transaction, opened, 'opened', told, nowMs);
    // Who closed it knows; that it has passed by now is no news.
    const passed = ended.filter(({ closed_by }) => closed_by === null);
    await tell(
      transaction,
      passed.map(({ alert_id }) => alert_id),
      'closed',
      told,
      nowMs,
    );
    return { opened: opened.length, ended: ended.length };
  });
};

type Fresh = ReturnType<typeof conditionsOf>[number] & { readonly kioskId: string };

const open = async (
  transaction: DatabaseTransaction,
  fresh: readonly Fresh[],
  nowMs: number,
): Promise<readonly string[]> => {
  if (fresh.length === 0) return [];
  const rows = await transaction
    .insertInto('fleet_alert')
    .values(
      fresh.map(({ kioskId, rule, sinceMs, measure }) => ({
        alert_id: randomUUID(),
        kiosk_id: kioskId,
        rule,
        measure: measure === null ? null : Math.round(measure),
        since_ms: Math.round(sinceMs),
        opened_ms: nowMs,
        acknowledged_ms: null,
        acknowledged_by: null,
        closed_ms: null,
        closed_by: null,
        ended_ms: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('alert_id')
    .execute();
  return rows.map(({ alert_id }) => alert_id);
};

const end = async (
  transaction: DatabaseTransaction,
  ids: readonly string[],
  nowMs: number,
): Promise<readonly Pick<FleetTables['fleet_alert'], 'alert_id' | 'closed_by'>[]> =>
  ids.length === 0
    ? []
    : transaction
        .updateTable('fleet_alert')
        .set((row) => ({
          ended_ms: nowMs,
          closed_ms: row.fn.coalesce('closed_ms', row.val(nowMs)),
        }))
        .where('alert_id', 'in', ids)
        .where('ended_ms', 'is', null)
        .returning(['alert_id', 'closed_by'])
        .execute();

const tell = async (
  transaction: DatabaseTransaction,
  ids: readonly string[],
  about: 'opened' | 'closed',
  told: readonly Told[],
  nowMs: number,
): Promise<void> => {
  const notices = ids.flatMap((alert_id) =>
    told.map((one) => ({ notice_id: randomUUID(), alert_id, about, ...one, next_try_ms: nowMs })),
  );
  if (notices.length === 0) return;
  await transaction
    .insertInto('fleet_notice')
    .values(notices)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
