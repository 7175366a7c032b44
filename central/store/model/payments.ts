import type { Rows } from '../port.ts';
import { type Changes, mustBe } from './changes.ts';
import { type Tables, transferKey } from './tables.ts';

type PaymentRows = Pick<
  Rows,
  'takeIds' | 'answersOf' | 'addPayments' | 'addLines' | 'addTransfers'
>;

export const paymentRows = (tables: Tables, { set }: Changes): PaymentRows => ({
  takeIds: ({ kioskId, receivedOn }, claims) => {
    mustBe(tables.kiosk.has(kioskId), 'payment_registry_kiosk');
    const taken = new Set<string>();
    for (const { paymentId, sha256 } of claims) {
      if (tables.registry.has(paymentId)) continue;
      set(tables.registry, paymentId, { kiosk_id: kioskId, sha256, received_on: receivedOn });
      taken.add(paymentId);
    }
    return taken;
  },
  answersOf: (ids) =>
    new Map(
      ids.flatMap((id) => {
        const row = tables.registry.get(id);
        const text = tables.outcome.get(id);
        if (row === undefined || text === undefined) return [];
        return [[id, { sha256: row.sha256, text }] as const];
      }),
    ),
  addPayments: ({ kioskId, receivedOn, atMs }, payments) => {
    for (const { outcome, slip_code_hash, ...payment } of payments) {
      const { payment_id } = payment;
      mustBe(!tables.payment.has(payment_id), 'payment_pk');
      set(tables.outcome, payment_id, outcome);
      set(tables.payment, payment_id, {
        ...payment,
        received_on: receivedOn,
        kiosk_id: kioskId,
        recorded_at_ms: atMs,
      });
      set(tables.slipCode, slip_code_hash, [
        ...(tables.slipCode.get(slip_code_hash) ?? []),
        payment_id,
      ]);
    }
  },
  addLines: ({ receivedOn }, lines) => {
    for (const line of lines) {
      const before = tables.line.get(line.payment_id) ?? [];
      mustBe(!before.some(({ line_id }) => line_id === line.line_id), 'payment_line_pk');
      mustBe((line.status === 'posted') === (line.reason === null), 'payment_line_outcome');
      mustBe((line.status === 'posted') === (line.posting_number !== null), 'payment_line_outcome');
      set(tables.line, line.payment_id, [...before, { ...line, received_on: receivedOn }]);
    }
  },
  addTransfers: ({ kioskId, receivedOn, atMs }, transfers) => {
    const channel = tables.kiosk.get(kioskId)?.channel ?? '';
    for (const transfer of transfers) {
      mustBe(!tables.transfer.has(transferKey(transfer)), 'ledger_transfer_pk');
      mustBe(transfer.paid_on <= receivedOn, 'ledger_transfer_paid_before');
      mustBe(transfer.debit_account !== transfer.credit_account, 'ledger_transfer_accounts');
      mustBe(transfer.amount_fils > 0, 'ledger_transfer_amount');
      set(tables.transfer, transferKey(transfer), {
        ...transfer,
        received_on: receivedOn,
        kiosk_id: kioskId,
        channel,
        recorded_at_ms: atMs,
      });
    }
  },
});
