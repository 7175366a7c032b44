import { sql } from 'kysely';
import type { Alert, AlertRule } from '../../contract/console.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import { type AuditAction, recordAudit } from '../audit/record.ts';
import type { Staff } from '../console/sessions.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import type { FleetTables } from './tables.ts';

const MOST_SHOWN = 500;

type Row = FleetTables['fleet_alert'] & { readonly place: StatusReport['place'] | null };

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** Those that are open, the oldest first; or the latest that are over. Of one kiosk or of all. */
export const findAlerts = async (
  db: Database,
  { show, kiosk }: { readonly show: 'open' | 'closed'; readonly kiosk?: string | undefined },
): Promise<readonly Alert[]> => {
  const { rows } = await sql<Row>`
    select a.*, s.report->'place' as place from fleet_alert a
      left join fleet_status s on s.kiosk_id = a.kiosk_id
      where ${show === 'open' ? sql`a.closed_ms is null` : sql`a.closed_ms is not null`}
        and ${kiosk === undefined ? sql`true` : sql`a.kiosk_id = ${kiosk}`}
      order by ${show === 'open' ? sql`a.opened_ms` : sql`a.closed_ms desc`}, a.since_ms, a.alert_id
      limit ${MOST_SHOWN}`.execute(db);
  if (rows.length === 0) return [];
  const notes = await db
    .selectFrom('fleet_alert_note')
    .selectAll()
    .where(
      'alert_id',
      'in',
      rows.map(({ alert_id }) => alert_id),
    )
    .orderBy('id')
    .execute();
  const byAlert = Map.groupBy(notes, ({ alert_id }) => alert_id);
  return rows.map((row) => ({
    id: row.alert_id,
    kioskId: row.kiosk_id,
    place: row.place,
    rule: row.rule,
    measure: row.measure,
    since: iso(row.since_ms),
    openedAt: iso(row.opened_ms),
    acknowledgedAt: isoOrNull(row.acknowledged_ms),
    acknowledgedBy: row.acknowledged_by,
    closedAt: isoOrNull(row.closed_ms),
    closedBy: row.closed_by,
    notes: (byAlert.get(row.alert_id) ?? []).map(({ at_ms, by_name, text }) => ({
      at: iso(at_ms),
      by: by_name,
      text,
    })),
  }));
};

/** Which rules stand open, by kiosk. */
export const openRules = async (
  db: Database,
): Promise<ReadonlyMap<string, readonly AlertRule[]>> => {
  const rows = await db
    .selectFrom('fleet_alert')
    .select(['kiosk_id', 'rule'])
    .where('closed_ms', 'is', null)
    .orderBy('opened_ms')
    .execute();
  const byKiosk = Map.groupBy(rows, ({ kiosk_id }) => kiosk_id);
  return new Map([...byKiosk].map(([id, of]) => [id, of.map(({ rule }) => rule)]));
};

type Act = { readonly alertId: string; readonly staff: Staff; readonly nowMs: number };

const acting = (
  db: Database,
  { alertId, staff, nowMs }: Act,
  action: AuditAction,
  work: (transaction: DatabaseTransaction) => Promise<boolean>,
): Promise<boolean> =>
  writing(db, nowMs, async (transaction) => {
    if (!(await work(transaction))) return false;
    const { kiosk_id, rule } = await transaction
      .selectFrom('fleet_alert')
      .select(['kiosk_id', 'rule'])
      .where('alert_id', '=', alertId)
      .executeTakeFirstOrThrow();
    const actor = `staff/${staff.subject}`;
    const detail = `${kiosk_id}, ${rule}`;
    await recordAudit(transaction, [{ subject: alertId, actor, action, detail }], nowMs);
    return true;
  });

/** Somebody has seen it and looks after it; `false`: it is not open, or somebody already does. */
export const acknowledgeAlert = (db: Database, act: Act): Promise<boolean> =>
  acting(db, act, 'alertAcknowledged', async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('fleet_alert')
      .set({ acknowledged_ms: act.nowMs, acknowledged_by: act.staff.name })
      .where('alert_id', '=', act.alertId)
      .where('closed_ms', 'is', null)
      .where('acknowledged_ms', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });

/** Closes it for all; while it still is so it is not opened again. `false`: it is not open. */
export const clearAlert = (db: Database, act: Act): Promise<boolean> =>
  acting(db, act, 'alertCleared', async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('fleet_alert')
      .set({ closed_ms: act.nowMs, closed_by: act.staff.name })
      .where('alert_id', '=', act.alertId)
      .where('closed_ms', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  });

/** What colleagues should know of it; `false`: there is no such alert. */
export const noteAlert = (db: Database, act: Act, text: string): Promise<boolean> =>
  acting(db, act, 'alertNoted', async (transaction) => {
    const alert = await transaction
      .selectFrom('fleet_alert')
      .select('alert_id')
      .where('alert_id', '=', act.alertId)
      .executeTakeFirst();
    if (alert === undefined) return false;
    await transaction
      .insertInto('fleet_alert_note')
      .values({ alert_id: act.alertId, at_ms: act.nowMs, by_name: act.staff.name, text })
      .execute();
    return true;
  });
