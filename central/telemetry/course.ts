import type { Database } from '../database/schema.ts';

export type Span = {
  readonly spanId: string;
  readonly parentId: string | null;
  readonly kioskId: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  readonly outcome: string | null;
};

/** The course of one payment at its kiosk, in order; what has not ended yet is not there yet. */
export const courseOf = async (db: Database, paymentId: string): Promise<readonly Span[]> => {
  const rows = await db
    .selectFrom('health_span')
    .selectAll()
    .where('payment_id', '=', paymentId)
    .orderBy('start_ms')
    .orderBy('end_ms', 'desc')
    .execute();
  return rows.map((row) => ({
    spanId: row.span_id,
    parentId: row.parent_id,
    kioskId: row.kiosk_id,
    name: row.name,
    startMs: row.start_ms,
    endMs: row.end_ms,
    failed: row.failed,
    outcome: row.outcome,
  }));
};
