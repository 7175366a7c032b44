import Database from 'better-sqlite3';
import { z } from 'zod';
import type { PaymentId } from '../../contract/ids.ts';
import { signedDocumentSchema, type SignedDocument } from '../../contract/payment.ts';
import { GENESIS, linkHash } from './chain.ts';
import { factSchema, intentPersonalSchema, type Fact, type IntentPersonal } from './facts.ts';
import type { OutboxKind, OutboxStatus } from './outbox-table.ts';
import type { Sealer } from './sealed.ts';

/** A fact that the chain vouches for, with what was sealed beside it where that is still readable. */
export type OldFact = {
  readonly seq: number;
  readonly paymentId: PaymentId;
  readonly atMs: number;
  readonly fact: Fact;
  readonly personal?: IntentPersonal;
  readonly terminalText?: readonly string[];
};

export type OldJournal = {
  /** From the first on, as far as the chain is whole; asked for once. */
  readonly facts: () => Iterable<OldFact>;
  /** Where and why `facts` ended before the last; `null` where it did not. */
  readonly brokeAt: () => string | null;
  readonly document: (
    id: PaymentId,
    kind: OutboxKind,
  ) => { readonly signed: SignedDocument; readonly status: OutboxStatus } | null;
  readonly kept: () => ReadonlyMap<string, string>;
  readonly close: () => void;
};

type Row = {
  seq: number;
  payment_id: PaymentId;
  at_ms: number;
  body: string;
  sealed_commitment: string | null;
  previous_hash: string;
  hash: string;
};

const sayOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Reads a broken journal as far as it can be believed. `path`: a copy, since SQLite may write on it. */
export const readOldJournal = (path: string, sealer: Sealer): OldJournal | null => {
  let db: Database.Database;
  try {
    db = new Database(path, { fileMustExist: true });
  } catch {
    return null;
  }
  let broken: string | null = null;

  const secretOf = (row: Row, fact: Fact): Partial<OldFact> => {
    if (row.sealed_commitment === null) return {};
    const found = db.prepare('SELECT box FROM sealed WHERE seq = ?').get(row.seq) as
      { box: Buffer } | undefined;
    if (found === undefined || !sealer.matches(found.box, row.sealed_commitment)) return {};
    const value = sealer.open(found.box);
    if (fact.type === 'intent') {
      const personal = intentPersonalSchema.safeParse(value);
      return personal.success ? { personal: personal.data } : {};
    }
    const text = z.array(z.string()).safeParse(value);
    return text.success ? { terminalText: text.data } : {};
  };

  const facts = function* (): Generator<OldFact> {
    let previous = GENESIS;
    let expected = 1;
    try {
      for (const row of db.prepare('SELECT * FROM facts ORDER BY seq').iterate() as Iterable<Row>) {
        const hash = linkHash(previous, {
          seq: row.seq,
          paymentId: row.payment_id,
          atMs: row.at_ms,
          body: row.body,
          sealedCommitment: row.sealed_commitment,
        });
        const whole = row.seq === expected && row.previous_hash === previous && hash === row.hash;
        const fact = whole ? factSchema.safeParse(JSON.parse(row.body)) : null;
        if (fact?.success !== true) {
          broken = `fact ${String(expected)} was altered or is missing`;
          return;
        }
        previous = hash;
        expected += 1;
        yield {
          seq: row.seq,
          paymentId: row.payment_id,
          atMs: row.at_ms,
          fact: fact.data,
          ...secretOf(row, fact.data),
        };
      }
    } catch (cause) {
      broken = `fact ${String(expected)} cannot be read: ${sayOf(cause)}`;
    }
  };

  return {
    facts,
    brokeAt: () => broken,
    document: (id, kind) => {
      try {
        const row = db
          .prepare('SELECT box, status FROM outbox WHERE payment_id = ? AND kind = ?')
          .get(id, kind) as { box: Buffer; status: OutboxStatus } | undefined;
        const signed = signedDocumentSchema.safeParse(
          row === undefined ? null : sealer.open(row.box),
        );
        return row !== undefined && signed.success
          ? { signed: signed.data, status: row.status }
          : null;
      } catch {
        return null;
      }
    },
    kept: () => {
      try {
        const rows = db.prepare('SELECT name, value FROM kept').all() as {
          name: string;
          value: string;
        }[];
        return new Map(rows.map(({ name, value }) => [name, value]));
      } catch {
        return new Map();
      }
    },
    close: () => {
      db.close();
    },
  };
};
