import type { SqlDatabase } from './sql.ts';
import type { Clock } from '../../contract/clock.ts';
import type { Fils } from '../../contract/money.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { signedDocumentSchema, type SignedDocument } from '../../contract/payment.ts';
import { createOutboxTally } from './outbox-tally.ts';
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
  /** Counts a batch before it is sent, in one transaction. */
  readonly attemptAll: (rows: readonly Pick<OutboxRow, 'paymentId' | 'kind'>[]) => void;
  readonly row: (paymentId: PaymentId, kind: OutboxKind) => OutboxRow | null;
  /** The exact document, the same for ever. */
  readonly document: (paymentId: PaymentId, kind: OutboxKind) => SignedDocument | null;
  /** Oldest first. */
  readonly released: () => readonly OutboxRow[];
  /** The next released rows, at most `count`, oldest first; `after` a page's own `next`, or from the start. */
  readonly releasedAfter: (after: OutboxPlace | null, count: number) => OutboxPage;
  /** What is charged but not yet answered for: fils at risk, count, age of the oldest. */
  readonly exposure: () => {
    readonly fils: number;
    readonly count: number;
    readonly oldestAtMs: number | null;
  };
  /** The same by service, without age. */
  readonly exposureByService: () => ReadonlyMap<
    string,
    { readonly fils: number; readonly count: number }
  >;
  /** The transaction was undone: nothing counted along in it holds. */
  readonly undone: () => void;
};

/** Where a page ended: its last row's time and number. */
export type OutboxPlace = { readonly createdAtMs: number; readonly rowId: number };
export type OutboxPage = {
  readonly rows: readonly OutboxRow[];
  /** `null`: there are no more. */
  readonly next: OutboxPlace | null;
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

/** Charged, and not answered for by the gateway for good. */
const EXPOSED: readonly OutboxStatus[] = ['held', 'released', 'quarantined'];

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
    `SELECT ${columns} FROM outbox WHERE status = 'released' ORDER BY created_at_ms, rowid`,
  );
  // The index by status and time ends in the row's number, so a page costs what it holds.
  const releasedAfter = db.prepare(
    `SELECT ${columns}, rowid AS row_id FROM outbox
     WHERE status = 'released' AND (created_at_ms, rowid) > (?, ?)
     ORDER BY created_at_ms, rowid LIMIT ?`,
  );
  const oldest = db.prepare(
    `SELECT min(at) AS oldest FROM (${EXPOSED.map(
      (status) =>
        `SELECT * FROM (SELECT created_at_ms AS at FROM outbox
         WHERE status = '${status}' AND kind = 'payment' ORDER BY created_at_ms LIMIT 1)`,
    ).join(' UNION ALL ')})`,
  );
  const tally = createOutboxTally(db);
  const attemptAll = db.transaction(
    (rows: readonly Pick<OutboxRow, 'paymentId' | 'kind'>[]): void => {
      for (const { paymentId, kind } of rows) attempt.run(paymentId, kind);
    },
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
      if (row.kind === 'payment') tally.change(row.paymentId, row.amountFils, 1);
    },
    mark: (paymentId, kind, status) => {
      const before = one.get(paymentId, kind) as Row | undefined;
      if (mark.run(status, paymentId, kind).changes !== 1) {
        throw new Error(`no outbox row ${kind} of payment ${paymentId}`);
      }
      if (before === undefined || kind !== 'payment') return;
      const by = Number(EXPOSED.includes(status)) - Number(EXPOSED.includes(before.status));
      if (by === 1 || by === -1) tally.change(paymentId, before.amount_fils, by);
    },
    attempt: (paymentId, kind) => {
      attempt.run(paymentId, kind);
    },
    attemptAll: (rows) => {
      attemptAll(rows);
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
    releasedAfter: (after, count) => {
      const from = after ?? { createdAtMs: Number.MIN_SAFE_INTEGER, rowId: 0 };
      const rows = releasedAfter.all(from.createdAtMs, from.rowId, count) as (Row & {
        row_id: number;
      })[];
      const last = rows.at(-1);
      return {
        rows: rows.map(fromRow),
        next:
          last === undefined || rows.length < count
            ? null
            : { createdAtMs: last.created_at_ms, rowId: last.row_id },
      };
    },
    exposure: () => {
      const row = oldest.get() as { oldest: number | null };
      return { ...tally.total(), oldestAtMs: row.oldest };
    },
    exposureByService: tally.byService,
    undone: tally.forget,
  };
};
