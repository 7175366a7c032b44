import type { StatusReport } from '../../contract/status-report.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import type { FleetTables } from './tables.ts';

type Known = Pick<FleetTables['fleet_status'], 'run' | 'number' | 'change' | 'report'>;
type Change = { readonly atMs: number; readonly subject: string; readonly state: string };

/** Below this a difference between two clocks may be the network's. */
export const MOST_SKEW_MS = 60_000;

/** Keeps the report where it is newer than the last one, and what became otherwise since. */
export const keepReport = async (
  db: Database,
  kioskId: string,
  report: StatusReport,
  nowMs: number,
): Promise<void> => {
  const skewMs = Date.parse(report.at) - nowMs;
  await writing(db, nowMs, async (transaction) => {
    const known = await lockKnown(transaction, kioskId);
    if (known !== null && known.run === report.run && known.number >= report.number) return;
    const changes = newsOf(report, known, clockOf(skewMs, nowMs));
    if (changes.length > 0)
      await transaction
        .insertInto('fleet_change')
        .values(
          changes.map(({ atMs, subject, state }) => ({
            kiosk_id: kioskId,
            at_ms: atMs,
            subject,
            state,
            received_ms: nowMs,
          })),
        )
        .execute();
    const row = {
      run: report.run,
      number: report.number,
      change: report.changes.at(-1)?.number ?? 0,
      received_ms: nowMs,
      skew_ms: skewMs,
      version: report.version,
      report: JSON.stringify(report) as unknown as StatusReport,
    };
    await transaction
      .insertInto('fleet_status')
      .values({ kiosk_id: kioskId, ...row })
      .onConflict((conflict) => conflict.column('kiosk_id').doUpdateSet(row))
      .execute();
  });
};

/** One of a kiosk's words after the other, also of a kiosk that never spoke before. */
const lockKnown = async (
  transaction: DatabaseTransaction,
  kioskId: string,
): Promise<Known | null> => {
  await transaction
    .selectFrom('kiosk')
    .where('kiosk_id', '=', kioskId)
    .select('kiosk_id')
    .forNoKeyUpdate()
    .execute();
  const row = await transaction
    .selectFrom('fleet_status')
    .where('kiosk_id', '=', kioskId)
    .select(['run', 'number', 'change', 'report'])
    .executeTakeFirst();
  return row ?? null;
};

/** A kiosk's time as ours: a clock that is wrong by much is wrong by that much for all it says. */
const clockOf =
  (skewMs: number, nowMs: number) =>
  (at: string): number =>
    Math.min(nowMs, Date.parse(at) - (Math.abs(skewMs) < MOST_SKEW_MS ? 0 : skewMs));

/** The changes that the report brings; and where things stand otherwise without one, since when. */
const newsOf = (
  report: StatusReport,
  known: Known | null,
  ours: (at: string) => number,
): readonly Change[] => {
  const isNewRun = known?.run !== report.run;
  const told = report.changes
    .filter(({ number }) => isNewRun || number > known.change)
    .map(({ at, subject, state }) => ({ atMs: ours(at), subject, state }));
  const startedAt = new Date(Date.parse(report.at) - report.uptimeMs).toISOString();
  const begun: readonly Change[] = isNewRun
    ? [
        {
          atMs: ours(startedAt),
          subject: 'engine',
          state: known === null ? 'firstHeard' : 'started',
        },
      ]
    : [];
  if (known === null) return [...begun, ...told];
  const stood = new Map(
    Object.entries(known.report.states).map(([subject, { state }]) => [subject, state]),
  );
  for (const { subject, state } of told) stood.set(subject, state);
  const untold = Object.entries(report.states)
    .filter(([subject, { state }]) => stood.has(subject) && stood.get(subject) !== state)
    .map(([subject, { state, since }]) => ({ atMs: ours(since), subject, state }));
  const updated: readonly Change[] =
    known.report.version === report.version
      ? []
      : [{ atMs: ours(startedAt), subject: 'version', state: report.version }];
  return [...begun, ...updated, ...told, ...untold].toSorted((a, b) => a.atMs - b.atMs);
};
