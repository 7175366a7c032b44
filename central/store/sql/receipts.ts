import type { Database } from '../../database/schema.ts';

/** The earliest payment that this hash opens, with its answer. */
export const receipt = async (
  db: Database,
  slipCodeHash: string,
): Promise<{ readonly document: string; readonly outcome: string } | null> => {
  const row = await db
    .selectFrom('slip_code')
    .innerJoin('payment', (join) =>
      join
        .onRef('payment.payment_id', '=', 'slip_code.payment_id')
        .onRef('payment.received_on', '=', 'slip_code.received_on'),
    )
    .innerJoin('payment_outcome', 'payment_outcome.payment_id', 'slip_code.payment_id')
    .select(['payment.document', 'payment_outcome.outcome'])
    .where('slip_code_hash', '=', slipCodeHash)
    .orderBy('payment.recorded_at_ms')
    .orderBy('payment.payment_id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
};
