import type { SqlDatabase } from './sql.ts';
import type { Clock } from '../../contract/clock.ts';
import type { Fils } from '../../contract/money.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { signedDocumentSchema, type SignedDocument } from '../../contract/payment.ts';
import type { Sealer } from './sealed.ts';

export type OutboxKind = 'payment' | 'reversal';

/**
 * `held`: approved, not yet proved kept by the terminal. `released`: to be sent until answered.
 * `void`: the terminal never kept it. `done` and `quarantined` are never sent again; nothing is deleted.
 */
export type OutboxStatus = 'held' | 'released' | 'done' | 'void' | 'quarantined';

export type OutboxRow = {
  readonly paymentId: PaymentId;
  readonly kind: OutboxKind;
  readonly status: OutboxStatus;
  readonly amountFils: Fils;
  readonly createdAtMs: number;
  readonly attempts: number;
};

export type OutboxTable = {
  readonly add: (
    row: Pick<OutboxRow, 'paymentId' | 'kind' | 'amountFils'> & { status: 'held' | 'released' },
    document: SignedDocument,
  ) => void;
  readonly mark: (paymentId: PaymentId, kind: OutboxKind, status: OutboxStatus) => void;
  /** Counts a send before it happens. */
  readonly attempt: (paymentId: PaymentId, kind: OutboxKind) => void;
  readonly row: (paymentId: PaymentId, kind: OutboxKind) => OutboxRow | null;
  /** The exact document, the same for ever. */
  readonly document: (paymentId: PaymentId, kind: OutboxKind) => SignedDocument | null;
  /** Oldest first. */
  readonly released: () => readonly OutboxRow[];
  /** What is charged but not yet answered for: fils at risk, count, age of the oldest. */
  readonly exposure: () => {
    readonly fils: number;
    readonly count: number;
    readonly oldestAtMs: number | null;
  };
};

type Row = {
  payment_id: PaymentId;
  kind: OutboxKind;
  status: OutboxStatus;
  amount_fils: number;
  created_at_ms: number;
  attempts: number;
};

const fromRow = (row: Row): OutboxRow => ({
  paymentId: row.payment_id,
  kind: row.kind,
  status: row.status,
  amountFils: row.amount_fils as Fils,
  createdAtMs: row.created_at_ms,
  attempts: row.attempts,
});

export const createOutboxTable = (
  db: SqlDatabase,
  { clock, sealer }: { readonly clock: Clock; readonly sealer: Sealer },
): OutboxTable => {
  const columns = 'payment_id, kind, status, amount_fils, created_at_ms, attempts';
  const insert = db.prepare(
    'INSERT INTO outbox (payment_id, kind, status, amount_fils, created_at_ms, box) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const mark = db.prepare('UPDATE outbox SET status = ? WHERE payment_id = ? AND kind = ?');
  const attempt = db.prepare(
    'UPDATE outbox SET attempts = attempts + 1 WHERE payment_id = ? AND kind = ?',
  );
  const one = db.prepare(`SELECT ${columns} FROM outbox WHERE payment_id = ? AND kind = ?`);
  const box = db.prepare('SELECT box FROM outbox WHERE payment_id = ? AND kind = ?');
  const released = db.prepare(
    `SELECT ${columns} FROM outbox WHERE status = 'released' ORDER BY created_at_ms, payment_id`,
  );
  const exposure = db.prepare(
    `SELECT coalesce(sum(amount_fils), 0) AS fils, count(*) AS count, min(created_at_ms) AS oldest
     FROM outbox WHERE kind = 'payment' AND status IN ('held', 'released', 'quarantined')`,
  );
  return {
    add: (row, document) => {
      insert.run(
        row.paymentId,
        row.kind,
        row.status,
        row.amountFils,
        Math.floor(clock.wallMs()),
        sealer.seal(document).box,
      );
    },
    mark: (paymentId, kind, status) => {
      if (mark.run(status, paymentId, kind).changes !== 1) {
        throw new Error(`no outbox row ${kind} of payment ${paymentId}`);
      }
    },
    attempt: (paymentId, kind) => {
      attempt.run(paymentId, kind);
    },
    row: (paymentId, kind) => {
      const row = one.get(paymentId, kind) as Row | undefined;
      return row === undefined ? null : fromRow(row);
    },
    document: (paymentId, kind) => {
      const row = box.get(paymentId, kind) as { box: Buffer } | undefined;
      if (row === undefined) return null;
      const parsed = signedDocumentSchema.safeParse(sealer.open(row.box));
      return parsed.success ? parsed.data : null;
    },
    released: () => (released.all() as Row[]).map(fromRow),
    exposure: () => {
      const row = exposure.get() as { fils: number; count: number; oldest: number | null };
      return { fils: row.fils, count: row.count, oldestAtMs: row.oldest };
    },
  };
};
