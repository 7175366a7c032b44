import { z } from 'zod';
import type { SqlDatabase } from './sql.ts';
import type { Clock } from '../../contract/clock.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { PaymentState } from '../../contract/payment.ts';
import { fold, type Occurrence, type Payment } from '../payments/fold.ts';
import { GENESIS, linkHash } from './chain.ts';
import { createBillIndex } from './bill-index.ts';
import type { JournalProblem } from './database.ts';
import { factSchema, intentPersonalSchema, type Fact, type IntentPersonal } from './facts.ts';
import { createOutboxTable, type OutboxTable } from './outbox-table.ts';
import { createOpenPayments, isFinal } from './open-payments.ts';
import { createPaymentSearch, type PaymentSearch } from './payment-search.ts';
import type { Sealer } from './sealed.ts';

type FactRow = {
  seq: number;
  payment_id: PaymentId;
  at_ms: number;
  body: string;
  sealed_commitment: string | null;
  previous_hash: string;
  hash: string;
};

/** What one commit changes: facts of one payment, and its outbox rows. All of it or nothing. */
export type Commit = {
  readonly paymentId: PaymentId;
  readonly facts: readonly Fact[];
  /** Sealed beside the first fact. */
  readonly personal?: IntentPersonal;
  /** A terminal's receipt text, sealed beside its fact: it may name the cardholder. */
  readonly terminalText?: readonly string[];
  readonly outbox?: (table: OutboxTable, payment: Payment) => void;
};

/**
 * The only thing the kiosk may not lose: append-only, hash-chained facts in SQLite, with the current
 * state of each payment as a projection updated in the same transaction.
 */
export type Journal = {
  /** On the disk when it returns; the payment's new state. */
  readonly commit: (commit: Commit) => Payment;
  readonly payment: (id: PaymentId) => Payment | null;
  readonly inStates: (states: readonly PaymentState[]) => readonly Payment[];
  /** Payments newest first by intent, at most `count`. */
  readonly latest: (count: number) => readonly Payment[];
  /** Every payment that was begun for this bill, whatever became of it. */
  readonly paymentsForBill: (billId: string) => readonly Payment[];
  readonly search: PaymentSearch;
  /** Every fact of one payment, oldest first. */
  readonly history: (id: PaymentId) => readonly Occurrence[];
  readonly personal: (id: PaymentId) => IntentPersonal | null;
  /** The terminal's receipt texts, oldest first, until they are erased. */
  readonly terminalTexts: (id: PaymentId) => readonly (readonly string[])[];
  /** Personal fields leave the disk; the chain holds. */
  readonly erasePersonal: (id: PaymentId) => void;
  readonly outbox: OutboxTable;
  /** Small values that outlive a restart (clock floor, catalogue). */
  readonly keep: (name: string, value: string) => void;
  readonly kept: (name: string) => string | null;
  readonly lastAtMs: () => number;
  /** Next fact's sequence number. */
  readonly nextSeq: () => number;
  readonly head: () => string;
  readonly onCommit: (listener: (payment: Payment) => void) => () => void;
  readonly close: () => void;
};

/** Payments kept at hand, so that the next fact of one need not read it back. */
const RECENT = 64;

const occurrence = (row: FactRow): Occurrence => ({
  seq: row.seq,
  paymentId: row.payment_id,
  atMs: row.at_ms,
  fact: factSchema.parse(JSON.parse(row.body)),
});

/** Reads every link; where the chain breaks it says at which sequence number. */
export const verifyChain = (db: SqlDatabase): Result<string, { seq: number; why: string }> => {
  let previous = GENESIS;
  let expected = 1;
  for (const row of db.prepare('SELECT * FROM facts ORDER BY seq').iterate() as Iterable<FactRow>) {
    if (row.seq !== expected) return fail({ seq: row.seq, why: `follows ${expected - 1}` });
    if (row.previous_hash !== previous) return fail({ seq: row.seq, why: 'another predecessor' });
    const hash = linkHash(previous, {
      seq: row.seq,
      paymentId: row.payment_id,
      atMs: row.at_ms,
      body: row.body,
      sealedCommitment: row.sealed_commitment,
    });
    if (hash !== row.hash) return fail({ seq: row.seq, why: 'altered' });
    previous = hash;
    expected += 1;
  }
  return ok(previous);
};

/** Opens the journal over an opened database; the chain is read through once. */
export const createJournal = (
  db: SqlDatabase,
  deps: { readonly clock: Clock; readonly sealer: Sealer },
): Result<Journal, JournalProblem> => {
  const chain = verifyChain(db);
  if (!chain.ok) {
    return fail({
      code: 'chainBroken',
      where: db.name,
      detail: `fact ${chain.error.seq} ${chain.error.why}: the file was altered; keep it and call the operator`,
    });
  }
  let head = chain.value;
  let seq =
    (db.prepare('SELECT max(seq) AS seq FROM facts').get() as { seq: number | null }).seq ?? 0;
  let lastAtMs =
    (db.prepare('SELECT max(at_ms) AS at FROM facts').get() as { at: number | null }).at ?? 0;

  const insertFact = db.prepare(
    'INSERT INTO facts (seq, payment_id, at_ms, body, sealed_commitment, previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertSealed = db.prepare('INSERT INTO sealed (seq, box) VALUES (?, ?)');
  const begin = db.prepare(
    'INSERT INTO payments (state, last_seq, snapshot, payment_id) VALUES (?, ?, ?, ?)',
  );
  const change = db.prepare(
    'UPDATE payments SET state = ?, last_seq = ?, snapshot = ? WHERE payment_id = ?',
  );
  const snapshotOf = db.prepare('SELECT snapshot FROM payments WHERE payment_id = ?');
  // By row, not by id: an id's time goes back with the clock.
  const latest = db.prepare('SELECT snapshot FROM payments ORDER BY rowid DESC LIMIT ?');
  const historyOf = db.prepare('SELECT * FROM facts WHERE payment_id = ? ORDER BY seq');
  const sealedOf = db.prepare(
    'SELECT s.box, f.sealed_commitment FROM sealed s JOIN facts f USING (seq) WHERE f.payment_id = ? ORDER BY seq LIMIT 1',
  );
  const allSealedOf = db.prepare(
    'SELECT s.box FROM sealed s JOIN facts f USING (seq) WHERE f.payment_id = ? ORDER BY seq',
  );
  const erase = db.prepare(
    'DELETE FROM sealed WHERE seq IN (SELECT seq FROM facts WHERE payment_id = ?)',
  );
  const keep = db.prepare(
    'INSERT INTO kept (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const kept = db.prepare('SELECT value FROM kept WHERE name = ?');
  const outbox = createOutboxTable(db, deps);
  const bills = createBillIndex(db);
  const open = createOpenPayments(db);
  const listeners = new Set<(payment: Payment) => void>();

  const snapshot = (row: unknown): Payment =>
    JSON.parse((row as { snapshot: string }).snapshot) as Payment;
  const recent = new Map<PaymentId, Payment>();
  const remember = (payment: Payment): void => {
    recent.delete(payment.paymentId);
    recent.set(payment.paymentId, payment);
    const [oldest] = recent.keys();
    if (recent.size > RECENT && oldest !== undefined) recent.delete(oldest);
  };
  const load = (id: PaymentId): Payment | null => {
    const known = recent.get(id);
    if (known !== undefined) return known;
    const row = snapshotOf.get(id);
    return row === undefined ? null : snapshot(row);
  };

  const run = db.transaction(
    (commit: Commit): { payment: Payment; head: string; seq: number; atMs: number } => {
      const before = load(commit.paymentId);
      let payment = before;
      let hash = head;
      let next = seq;
      const atMs = Math.max(Math.floor(deps.clock.wallMs()), 0);
      for (const [index, fact] of commit.facts.entries()) {
        next += 1;
        const body = JSON.stringify(factSchema.parse(fact));
        const secret = commit.personal ?? commit.terminalText;
        const sealed = index === 0 && secret !== undefined ? deps.sealer.seal(secret) : null;
        const link = {
          seq: next,
          paymentId: commit.paymentId,
          atMs,
          body,
          sealedCommitment: sealed?.commitment ?? null,
        };
        payment = fold(payment, { seq: next, paymentId: commit.paymentId, atMs, fact });
        const previous = hash;
        hash = linkHash(previous, link);
        insertFact.run(next, commit.paymentId, atMs, body, link.sealedCommitment, previous, hash);
        if (sealed !== null) insertSealed.run(next, sealed.box);
      }
      if (payment === null) throw new Error('a commit needs a fact');
      (before === null ? begin : change).run(
        payment.state,
        next,
        JSON.stringify(payment),
        commit.paymentId,
      );
      if (commit.facts[0]?.type === 'intent') bills.add(payment);
      commit.outbox?.(outbox, payment);
      return { payment, head: hash, seq: next, atMs };
    },
  );

  return ok({
    commit: (commit) => {
      let done: ReturnType<typeof run.immediate>;
      try {
        done = run.immediate(commit);
      } catch (cause) {
        outbox.undone();
        throw cause;
      }
      head = done.head;
      seq = done.seq;
      lastAtMs = Math.max(lastAtMs, done.atMs);
      remember(done.payment);
      open.note(done.payment, done.seq);
      for (const listener of listeners) listener(done.payment);
      return done.payment;
    },
    payment: load,
    inStates: (states) =>
      states.some(isFinal)
        ? db
            .prepare(
              `SELECT snapshot FROM payments WHERE state IN (${states.map(() => '?').join(', ')}) ORDER BY last_seq`,
            )
            .all(...states)
            .map(snapshot)
        : open.ids(states).flatMap((id) => load(id) ?? []),
    latest: (count) => latest.all(count).map(snapshot),
    paymentsForBill: (billId) =>
      bills.paymentIds(billId).flatMap((id) => {
        const payment = load(id);
        return payment === null ? [] : [payment];
      }),
    search: createPaymentSearch(db, load),
    history: (id) => (historyOf.all(id) as FactRow[]).map(occurrence),
    personal: (id) => {
      const row = sealedOf.get(id) as { box: Buffer } | undefined;
      if (row === undefined) return null;
      const parsed = intentPersonalSchema.safeParse(deps.sealer.open(row.box));
      return parsed.success ? parsed.data : null;
    },
    terminalTexts: (id) =>
      (allSealedOf.all(id) as { box: Buffer }[]).flatMap(({ box }) => {
        const parsed = z.array(z.string()).safeParse(deps.sealer.open(box));
        return parsed.success ? [parsed.data] : [];
      }),
    erasePersonal: (id) => {
      erase.run(id);
    },
    outbox,
    keep: (name, value) => {
      keep.run(name, value);
    },
    kept: (name) => (kept.get(name) as { value: string } | undefined)?.value ?? null,
    lastAtMs: () => lastAtMs,
    nextSeq: () => seq + 1,
    head: () => head,
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      db.close();
    },
  });
};

/** The projection made anew from the facts alone; differs from the stored one only if that was altered. */
export const replay = (db: SqlDatabase): ReadonlyMap<PaymentId, Payment> => {
  const payments = new Map<PaymentId, Payment>();
  for (const row of db.prepare('SELECT * FROM facts ORDER BY seq').iterate() as Iterable<FactRow>) {
    const event = occurrence(row);
    payments.set(event.paymentId, fold(payments.get(event.paymentId) ?? null, event));
  }
  return payments;
};
