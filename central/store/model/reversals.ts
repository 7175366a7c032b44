import type { Rows } from '../port.ts';
import { type Changes, mustBe } from './changes.ts';
import type { Tables } from './tables.ts';

type ReversalRows = Pick<Rows, 'lockPayment' | 'reversalOf' | 'paymentOf' | 'addReversal'>;

export const reversalRows = (tables: Tables, { set }: Changes): ReversalRows => ({
  lockPayment: (paymentId) => {
    const row = tables.registry.get(paymentId);
    return row === undefined ? null : { kioskId: row.kiosk_id, receivedOn: row.received_on };
  },
  reversalOf: (paymentId) => tables.reversal.get(paymentId) ?? null,
  paymentOf: (paymentId, receivedOn) => {
    const payment = tables.payment.get(paymentId);
    if (payment?.received_on !== receivedOn) throw new Error('there is no such payment');
    const lines = [...(tables.line.get(paymentId) ?? [])].sort((a, b) => a.line_id - b.line_id);
    return { document: payment.document, lines };
  },
  addReversal: (reversal) => {
    mustBe(tables.registry.has(reversal.payment_id), 'reversal_payment');
    mustBe(!tables.reversal.has(reversal.payment_id), 'reversal_pk');
    set(tables.reversal, reversal.payment_id, reversal);
  },
});
