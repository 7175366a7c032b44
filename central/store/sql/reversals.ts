import type { DatabaseTransaction } from '../../database/schema.ts';
import type { Rows } from '../port.ts';

type ReversalRows = Pick<Rows, 'lockPayment' | 'reversalOf' | 'paymentOf' | 'addReversal'>;

export const reversalRows = (transaction: DatabaseTransaction): ReversalRows => ({
  lockPayment: async (paymentId) => {
    const row = await transaction
      .selectFrom('payment_registry')
      .select(['kiosk_id', 'received_on'])
      .where('payment_id', '=', paymentId)
      .forUpdate()
      .executeTakeFirst();
    return row === undefined ? null : { kioskId: row.kiosk_id, receivedOn: row.received_on };
  },
  reversalOf: async (paymentId) => {
    const row = await transaction
      .selectFrom('reversal')
      .selectAll()
      .where('payment_id', '=', paymentId)
      .executeTakeFirst();
    return row ?? null;
  },
  paymentOf: async (paymentId, receivedOn) => {
    const { document } = await transaction
      .selectFrom('payment')
      .select('document')
      .where('payment_id', '=', paymentId)
      .where('received_on', '=', receivedOn)
      .executeTakeFirstOrThrow();
    const lines = await transaction
      .selectFrom('payment_line')
      .selectAll()
      .where('payment_id', '=', paymentId)
      .where('received_on', '=', receivedOn)
      .orderBy('line_id')
      .execute();
    return { document, lines };
  },
  addReversal: async (reversal) => {
    await transaction.insertInto('reversal').values(reversal).execute();
  },
});
