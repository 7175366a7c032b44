import { sql } from 'kysely';
import type { AlertRule, Timeline, TimelineEntry } from '../../contract/console.ts';
import type { Database } from '../database/schema.ts';

const MOST_ENTRIES = 1_000;
/** So far ahead it is looked for when something was over. */
const AHEAD_MS = 7 * 86_400_000;

/** Lines of a kiosk's log that tell what none of its changes does. */
const LOG_EVENTS = [
  'engine.closed',
  'engine.opens',
  'engine.bug',
  'engine.stopped',
  'disk.refused',
  'disk.short',
  'disk.enough',
  'journal.recoveredFromMirror',
  'journal.contradicted',
  'terminal.totalsDiffer',
  'terminal.endOfDayFailed',
  'catalogue.refused',
  'command.applied',
  'command.refused',
];

/** What the kiosk's own changes say already. */
const SAID_BY_CHANGES: readonly AlertRule[] = ['notSelling', 'tamper'];

type Range = { readonly kioskId: string; readonly fromMs: number; readonly toMs: number };
type Change = { readonly atMs: number; readonly subject: string; readonly state: string };

/** What happened at a kiosk from `fromMs`, inclusive, to `toMs`, exclusive; newest first. */
export const timelineOf = async (db: Database, range: Range): Promise<Timeline> => {
  const before = await db
    .selectFrom('fleet_change')
    .select('state')
    .where('kiosk_id', '=', range.kioskId)
    .where('subject', '=', 'sales')
    .where('at_ms', '<', range.fromMs)
    .orderBy('at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const entries = [
    ...(await changesOf(db, range)),
    ...(await linesOf(db, range)),
    ...(await alertsOf(db, range)),
  ];
  return {
    before: before?.state ?? null,
    entries: entries.toSorted(
      (a, b) => Date.parse(b.at) - Date.parse(a.at) || weight(a) - weight(b),
    ),
  };
};

/** Of one moment: whether it sells is what people look for. */
const weight = ({ subject }: TimelineEntry): number => (subject === 'sales' ? 0 : 1);

const iso = (ms: number): string => new Date(ms).toISOString();

const changesOf = async (
  db: Database,
  { kioskId, fromMs, toMs }: Range,
): Promise<readonly TimelineEntry[]> => {
  const rows: readonly Change[] = await db
    .selectFrom('fleet_change')
    .select(['at_ms as atMs', 'subject', 'state'])
    .where('kiosk_id', '=', kioskId)
    .where('at_ms', '>=', fromMs)
    .where('at_ms', '<', toMs + AHEAD_MS)
    .orderBy('at_ms')
    .orderBy('id')
    .limit(MOST_ENTRIES)
    .execute();
  const next = new Map<string, number>();
  const entries: TimelineEntry[] = [];
  for (const { atMs, subject, state } of rows.toReversed()) {
    const until = next.get(subject);
    next.set(subject, atMs);
    if (atMs >= toMs) continue;
    entries.push({
      at: iso(atMs),
      kind: 'change',
      subject,
      state,
      until: until === undefined ? null : iso(until),
    });
  }
  return entries;
};

/** A kiosk that lost its power told nothing of it: that it fell silent is central's own knowledge. */
const alertsOf = async (
  db: Database,
  { kioskId, fromMs, toMs }: Range,
): Promise<readonly TimelineEntry[]> => {
  const rows = await db
    .selectFrom('fleet_alert')
    .select(['rule', 'since_ms', 'ended_ms'])
    .where('kiosk_id', '=', kioskId)
    .where('since_ms', '>=', fromMs)
    .where('since_ms', '<', toMs)
    .where('rule', 'not in', SAID_BY_CHANGES)
    .orderBy('since_ms', 'desc')
    .limit(MOST_ENTRIES)
    .execute();
  return rows.map(({ rule, since_ms, ended_ms }) => ({
    at: iso(since_ms),
    kind: 'alert',
    subject: rule,
    state: '',
    until: ended_ms === null ? null : iso(ended_ms),
  }));
};

const linesOf = async (
  db: Database,
  { kioskId, fromMs, toMs }: Range,
): Promise<readonly TimelineEntry[]> => {
  const { rows } = await sql<{ atMs: number; event: string; reason: string | null }>`
    select at_ms as "atMs", event, attributes->>'reason' as reason from health_log
      where kiosk_id = ${kioskId} and at_ms >= ${fromMs}::bigint and at_ms < ${toMs}::bigint
        and event = any(${LOG_EVENTS}::text[])
      order by at_ms desc limit ${MOST_ENTRIES}`.execute(db);
  return rows.map(({ atMs, event, reason }) => ({
    at: iso(atMs),
    kind: 'log',
    subject: event,
    state: reason ?? '',
    until: null,
  }));
};
