import { sql } from 'kysely';
import type { BatchName, Signal } from '../../contract/otlp.ts';
import { bahrainDay } from '../database/day.ts';
import type { Database, DatabaseTransaction } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import type { NewLine, NewMetric, NewSpan } from './read-request.ts';

export type NewBatch = BatchName & {
  readonly kioskId: string;
  readonly signal: Signal;
  readonly lines: readonly NewLine[];
  readonly spans: readonly NewSpan[];
  readonly metrics: readonly NewMetric[];
  /** The request as it came, for a collector; `null`: nobody is told. */
  readonly forward: string | null;
};

export type StoredBatch = { readonly stored: number; readonly repeated: boolean };

const daysReady = new WeakMap<Database, Set<string>>();

/** Makes the partitions of those days where they are not there yet. */
export const ensureHealthDays = async (db: Database, timesMs: readonly number[]): Promise<void> => {
  const ready = daysReady.get(db) ?? new Set();
  daysReady.set(db, ready);
  for (const day of new Set(timesMs.map(bahrainDay))) {
    if (ready.has(day)) continue;
    await sql`select ensure_health_day(${day}::date)`.execute(db);
    ready.add(day);
  }
};

/**
 * Stores a batch, or finds that it is stored already. A kiosk sends one batch of a signal at a time, in
 * order, and each one unchanged until it is answered: so the last number is all that must be remembered.
 */
export const storeBatch = async (
  db: Database,
  batch: NewBatch,
  nowMs: number,
): Promise<StoredBatch> => {
  const { lines, spans, metrics } = batch;
  await ensureHealthDays(db, [...lines.map((l) => l.atMs), ...spans.map((s) => s.startMs)]);
  return writing(db, nowMs, async (transaction) => {
    if (!(await isNew(transaction, batch, nowMs))) return { stored: 0, repeated: true };
    await insertLines(transaction, batch.kioskId, lines, nowMs);
    await insertSpans(transaction, batch.kioskId, spans);
    await keepMetrics(transaction, batch.kioskId, metrics, nowMs);
    if (batch.forward !== null)
      await transaction
        .insertInto('health_forward')
        .values({ signal: batch.signal, body: batch.forward })
        .execute();
    return { stored: lines.length + spans.length + metrics.length, repeated: false };
  });
};

/** Of two requests with one number the second waits here for the first. */
const isNew = async (
  transaction: DatabaseTransaction,
  { kioskId, buffer, signal, batch }: NewBatch,
  nowMs: number,
): Promise<boolean> => {
  const { rows } = await sql`
    insert into health_batch (kiosk_id, buffer, signal, batch, received_ms)
    values (${kioskId}, ${buffer}, ${signal}, ${batch}, ${nowMs})
    on conflict (kiosk_id, buffer, signal)
      do update set batch = excluded.batch, received_ms = excluded.received_ms
      where health_batch.batch < excluded.batch
    returning 1`.execute(transaction);
  return rows.length > 0;
};

const insertLines = async (
  transaction: DatabaseTransaction,
  kioskId: string,
  lines: readonly NewLine[],
  nowMs: number,
): Promise<void> => {
  if (lines.length === 0) return;
  await sql`
    insert into health_log (at_ms, kiosk_id, level, event, payment_id, device, attributes, words,
      received_ms, said_at_ms)
    select at_ms, ${kioskId}, level, event, payment_id, device, attributes,
        array_to_tsvector(string_to_array(words, ' ')), ${nowMs}::bigint, said_at_ms
      from unnest(${lines.map((l) => l.atMs)}::bigint[], ${lines.map((l) => l.level)}::smallint[],
        ${lines.map((l) => l.event)}::text[], ${lines.map((l) => l.paymentId)}::uuid[],
        ${lines.map((l) => l.device)}::text[],
        ${lines.map((l) => JSON.stringify(l.attributes))}::jsonb[],
        ${lines.map((l) => l.words.join(' '))}::text[],
        ${lines.map((l) => l.saidAtMs)}::bigint[])
      as new (at_ms, level, event, payment_id, device, attributes, words, said_at_ms)`.execute(
    transaction,
  );
};

const insertSpans = async (
  transaction: DatabaseTransaction,
  kioskId: string,
  spans: readonly NewSpan[],
): Promise<void> => {
  if (spans.length === 0) return;
  await transaction
    .insertInto('health_span')
    .values(
      spans.map((span) => ({
        start_ms: span.startMs,
        payment_id: span.paymentId,
        span_id: span.spanId,
        parent_id: span.parentId,
        kiosk_id: kioskId,
        name: span.name,
        end_ms: span.endMs,
        failed: span.failed,
        outcome: span.outcome,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

const keepMetrics = async (
  transaction: DatabaseTransaction,
  kioskId: string,
  metrics: readonly NewMetric[],
  nowMs: number,
): Promise<void> => {
  if (metrics.length === 0) return;
  await sql`
    insert into health_metric (kiosk_id, name, device, value, at_ms, received_ms)
    select ${kioskId}, name, device, value, at_ms, ${nowMs}::bigint
      from unnest(${metrics.map((m) => m.name)}::text[], ${metrics.map((m) => m.device)}::text[],
        ${metrics.map((m) => m.value)}::float8[], ${metrics.map((m) => m.atMs)}::bigint[])
      as new (name, device, value, at_ms)
    on conflict (kiosk_id, name, device) do update
      set value = excluded.value, at_ms = excluded.at_ms, received_ms = excluded.received_ms
      where health_metric.at_ms <= excluded.at_ms`.execute(transaction);
};
