import { sql } from 'kysely';
import type { AlertRule, FleetRow } from '../../contract/console.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import type { Database } from '../database/schema.ts';
import { openRules } from './alerts.ts';

/** Not heard of for so long a kiosk is called silent. */
export const SILENT_AFTER_MS = 10 * 60_000;

/** What stands about one kiosk; what is `null` it never said. */
export type KioskFacts = {
  readonly kioskId: string;
  readonly enrolledMs: number;
  readonly revokedMs: number | null;
  /** Of anything at all that it sent by itself. */
  readonly heardMs: number | null;
  readonly receivedMs: number | null;
  readonly skewMs: number | null;
  readonly version: string | null;
  readonly report: StatusReport | null;
};

/** Every enrolled kiosk by its id, or the one that is asked for. */
export const kioskFacts = async (
  db: Database,
  kioskId?: string,
): Promise<readonly KioskFacts[]> => {
  const { rows } = await sql<KioskFacts>`
    select k.kiosk_id as "kioskId", k.enrolled_at_ms as "enrolledMs",
        k.revoked_at_ms as "revokedMs",
        greatest(s.received_ms, told.at, head.at) as "heardMs", s.received_ms as "receivedMs",
        s.skew_ms as "skewMs", s.version, s.report
      from kiosk k
      left join fleet_status s on s.kiosk_id = k.kiosk_id
      left join lateral (select max(received_ms) as at from health_batch
        where kiosk_id = k.kiosk_id) told on true
      left join lateral (select received_at_ms as at from kiosk_head
        where kiosk_id = k.kiosk_id order by generation desc, seq desc limit 1) head on true
      where ${kioskId === undefined ? sql`true` : sql`k.kiosk_id = ${kioskId}`}
      order by k.kiosk_id`.execute(db);
  return rows;
};

/** What should be so where all is well; what is not named here says nothing by itself. */
const WELL: Readonly<Record<string, readonly string[]>> = {
  terminal: ['online', 'deviceBusy'],
  printer: ['online', 'deviceBusy'],
  scanner: ['online'],
  idReader: ['online'],
  magstripe: ['online'],
  smartCard: ['online'],
  cabinet: ['online'],
  paper: ['full', 'unknown'],
  cover: ['closed'],
  door: ['closed'],
  tamper: ['no'],
  power: ['mains'],
};

export const troublesOf = (report: StatusReport | null): FleetRow['troubles'] =>
  Object.entries(report?.states ?? {}).flatMap(([subject, { state }]) =>
    WELL[subject]?.includes(state) === false ? [{ subject, state }] : [],
  );

/** Whether it sells: by its own word while that is fresh, else by whether it is heard of at all. */
const stateOf = (
  { heardMs, receivedMs, revokedMs, report }: KioskFacts,
  nowMs: number,
): Pick<FleetRow, 'state' | 'why'> => {
  if (revokedMs !== null) return { state: 'revoked', why: null };
  if (heardMs === null) return { state: 'never', why: null };
  if (nowMs - heardMs > SILENT_AFTER_MS) return { state: 'silent', why: null };
  // An engine that could not start sends its log alone.
  if (receivedMs === null || nowMs - receivedMs > SILENT_AFTER_MS)
    return { state: 'notSelling', why: 'logOnly' };
  const sales = report?.states['sales']?.state ?? 'open';
  return sales === 'open' ? { state: 'selling', why: null } : { state: 'notSelling', why: sales };
};

export const rowOf = (
  facts: KioskFacts,
  nowMs: number,
  alerts: readonly AlertRule[] = [],
): FleetRow => {
  const { report } = facts;
  return {
    kioskId: facts.kioskId,
    place: report?.place ?? null,
    ...stateOf(facts, nowMs),
    lastContact: facts.heardMs === null ? null : new Date(facts.heardMs).toISOString(),
    troubles: troublesOf(report),
    paperLeft: report?.paperLeft ?? null,
    paper: report?.states['paper']?.state ?? null,
    exposureFils: report?.exposure.fils ?? 0,
    exposurePayments: report?.exposure.payments ?? 0,
    inDoubt: report?.inDoubt.payments ?? 0,
    skewMs: facts.skewMs,
    version: facts.version,
    alerts: [...alerts],
  };
};

export const fleetRows = async (db: Database, nowMs: number): Promise<readonly FleetRow[]> => {
  const open = await openRules(db);
  const facts = await kioskFacts(db);
  return facts.map((each) => rowOf(each, nowMs, open.get(each.kioskId)));
};
