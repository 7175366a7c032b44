import type { PaymentId } from '../../contract/ids.ts';
import type { SqlDatabase } from './sql.ts';

type Sum = { readonly fils: number; readonly count: number };

export type OutboxTally = {
  readonly total: () => Sum;
  readonly byService: () => ReadonlyMap<string, Sum>;
  /** One payment begins or ends to be owed to the gateway; within the transaction that changes its row. */
  readonly change: (paymentId: PaymentId, amountFils: number, by: 1 | -1) => void;
  /** What was counted within a transaction that was undone is read anew. */
  readonly forget: () => void;
};

/** A payment's row counts from the approval until the gateway has answered for good. */
const OWED = "kind = 'payment' AND status IN ('held', 'released', 'quarantined')";

/**
 * What the outbox owes, counted along: the screen asks after each commit, and a queue of 100,000
 * cannot be added up that often.
 */
export const createOutboxTally = (db: SqlDatabase): OutboxTally => {
  const sumAll = db.prepare(
    `SELECT coalesce(sum(amount_fils), 0) AS fils, count(*) AS count FROM outbox WHERE ${OWED}`,
  );
  const lines = `SELECT json_extract(line.value, '$.serviceId') AS service,
      json_extract(line.value, '$.amountFils') AS fils, payment_id`;
  const sumServices = db.prepare(
    `SELECT service, sum(fils) AS fils, count(DISTINCT payment_id) AS count FROM (
       ${lines} FROM outbox JOIN payments USING (payment_id), json_each(payments.snapshot, '$.lines') AS line
       WHERE ${OWED.replaceAll(/kind|status/gu, 'outbox.$&')}) GROUP BY service`,
  );
  const servicesOf = db.prepare(
    `SELECT service, sum(fils) AS fils FROM (
       ${lines} FROM payments, json_each(payments.snapshot, '$.lines') AS line WHERE payment_id = ?)
     GROUP BY service`,
  );
  let total: Sum | null = null;
  let byService: Map<string, Sum> | null = null;

  const readServices = (): Map<string, Sum> =>
    new Map(
      (sumServices.all() as ({ service: string } & Sum)[]).map(({ service, fils, count }) => [
        service,
        { fils, count },
      ]),
    );

  return {
    total: () => (total ??= sumAll.get() as Sum),
    byService: () => (byService ??= readServices()),
    change: (paymentId, amountFils, by) => {
      if (total !== null) {
        total = { fils: total.fils + by * amountFils, count: total.count + by };
      }
      if (byService === null) return;
      for (const { service, fils } of servicesOf.all(paymentId) as {
        service: string;
        fils: number;
      }[]) {
        const before = byService.get(service) ?? { fils: 0, count: 0 };
        const count = before.count + by;
        if (count === 0) byService.delete(service);
        else byService.set(service, { fils: before.fils + by * fils, count });
      }
    },
    forget: () => {
      total = null;
      byService = null;
    },
  };
};
