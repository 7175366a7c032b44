import { MOST_OWN_PAYMENTS, type OwnPayments, ownPaymentsSchema } from '../../contract/heads.ts';
import type { Database } from '../database/schema.ts';

/** The next payments of a kiosk by their ids, as it signed them and as they were answered. */
export const ownPayments = async (
  db: Database,
  kioskId: string,
  after: string,
): Promise<OwnPayments> => {
  const rows = await db
    .selectFrom('payment')
    .innerJoin('payment_outcome', 'payment_outcome.payment_id', 'payment.payment_id')
    .leftJoin('reversal', 'reversal.payment_id', 'payment.payment_id')
    .where('payment.kiosk_id', '=', kioskId)
    .where('payment.payment_id', '>', after)
    .orderBy('payment.payment_id')
    .limit(MOST_OWN_PAYMENTS)
    .select([
      'payment.payment_id',
      'payment.document',
      'payment.key_id',
      'payment.signature',
      'payment_outcome.outcome',
      'reversal.document as reversal_document',
      'reversal.signature as reversal_signature',
      'reversal.outcome as reversal_outcome',
    ])
    .execute();
  const payments = rows.map((row) => ({
    paymentId: row.payment_id,
    signed: { document: row.document, keyId: row.key_id, signature: row.signature },
    outcome: JSON.parse(row.outcome) as unknown,
    reversal:
      row.reversal_document === null || row.reversal_outcome === null
        ? null
        : {
            document: row.reversal_document,
            signature: row.reversal_signature ?? '',
            outcome: JSON.parse(row.reversal_outcome) as unknown,
          },
  }));
  return ownPaymentsSchema.parse({ payments });
};
