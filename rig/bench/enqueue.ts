/** Durable enqueues per second of the engine's journal, against the same SQLite without our code. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { systemClock } from '../../contract/clock.ts';
import { kioskConfigSchema } from '../../contract/config.ts';
import { makePaymentId, makeSlipCode, type PaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Authorisation } from '../../contract/payment.ts';
import { noCrash } from '../../engine/crash-points.ts';
import type { IntentPersonal } from '../../engine/journal/facts.ts';
import { openJournal } from '../../engine/open-journal.ts';
import { recordApproval, type ApprovalDeps } from '../../engine/payments/approval.ts';
import { sha256Hex } from '../../engine/payments/documents.ts';
import type { Payment } from '../../engine/payments/fold.ts';
import { median } from './table.ts';
import { draftConfig } from '../processes/kiosk-config.ts';
import { rigPaths } from '../processes/paths.ts';

const ROUNDS = 5;
const PER_ROUND = 400;

export type EnqueueFigures = {
  /** One row, one commit, WAL and synchronous=FULL. */
  readonly sqlitePerSecond: number;
  /** Fact, hash chain, projection and outbox row in one commit. */
  readonly journalPerSecond: number;
  /** The same with signing and sealing, and the second file synced: all that precedes the acknowledgement. */
  readonly approvalPerSecond: number;
};

const perSecond = (count: number, run: () => void): number => {
  const started = performance.now();
  run();
  return (count * 1000) / (performance.now() - started);
};

const AMOUNT = 32_569 as Fils;
const text = { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' };

const authorisation = (trace: number): Authorisation => ({
  amountFils: AMOUNT,
  scheme: 'VISA',
  lastFour: '4242',
  authorisationCode: '083192',
  terminalId: '40001234',
  trace: String(trace % 1_000_000).padStart(6, '0'),
  receiptNumber: String(trace % 10_000).padStart(4, '0'),
  terminalDate: '1122',
  terminalTime: '164000',
});

const personal = (slipCode: string): IntentPersonal => ({
  slipCode,
  lines: [
    {
      lineId: 1,
      reference: '12345678',
      referenceLabel: { ar: 'رقم الحساب', en: 'Account' },
      ministry: { ar: 'هيئة الكهرباء والماء', en: 'Electricity and Water Authority' },
      serviceTitle: text,
      title: text,
      detail: text,
    },
  ],
});

/** A payment that waits for its approval. */
const waiting = ({ journal }: ApprovalDeps): Payment => {
  const paymentId: PaymentId = makePaymentId(Date.now(), (count) => randomBytes(count));
  const slipCode = makeSlipCode((count) => randomBytes(count));
  return journal.commit({
    paymentId,
    personal: personal(slipCode),
    facts: [
      {
        v: 1,
        type: 'intent',
        lines: [{ lineId: 1, serviceId: 'ewa', billId: 'bill-1', amountFils: AMOUNT }],
        totalFils: AMOUNT,
        language: 'ar',
        slipCodeHash: sha256Hex(slipCode),
        hold: null,
        baseline: { kind: 'none' },
        clockQuality: 'synchronised',
      },
      { v: 1, type: 'authorising' },
    ],
  });
};

const openPlain = (folder: string): { insert: (body: string) => void; close: () => void } => {
  mkdirSync(folder, { recursive: true });
  const db = new Database(join(folder, 'plain.sqlite'));
  for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = FULL']) {
    db.pragma(pragma);
  }
  db.exec('CREATE TABLE queue (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO queue (body) VALUES (?)');
  return { insert: (body) => void insert.run(body), close: () => void db.close() };
};

/** Medians of alternating rounds, so that a slow moment of the machine strikes all alike. */
export const measureEnqueue = (folder: string): EnqueueFigures => {
  const paths = rigPaths(join(folder, 'kiosk'));
  const config = kioskConfigSchema.parse(
    draftConfig({
      paths,
      gatewayUrl: 'http://127.0.0.1:1/',
      catalogueKey: randomBytes(32).toString('base64url'),
      origins: [],
      furnished: false,
    }),
  );
  const opened = openJournal(config, { clock: systemClock, crash: noCrash });
  if (!opened.ok) throw new Error(opened.error.detail);
  const deps = opened.value;
  const plain = openPlain(folder);
  const body = JSON.stringify({ authorisation: authorisation(1), personal: personal('x') });
  const rounds = Array.from({ length: ROUNDS }, () => {
    const bare = Array.from({ length: PER_ROUND }, () => waiting(deps));
    const whole = Array.from({ length: PER_ROUND }, () => waiting(deps));
    return {
      sqlite: perSecond(PER_ROUND, () => {
        for (let i = 0; i < PER_ROUND; i++) plain.insert(body);
      }),
      journal: perSecond(PER_ROUND, () => {
        bare.forEach((payment, i) => commitOnly(deps, payment, i));
      }),
      approval: perSecond(PER_ROUND, () => {
        whole.forEach((payment, i) => {
          recordApproval(payment, authorisation(i), 'statusInformation', deps);
        });
      }),
    };
  });
  plain.close();
  deps.mirror.close();
  deps.journal.close();
  return {
    sqlitePerSecond: median(rounds.map(({ sqlite }) => sqlite)),
    journalPerSecond: median(rounds.map(({ journal }) => journal)),
    approvalPerSecond: median(rounds.map(({ approval }) => approval)),
  };
};

/** The commit alone, with a document of the usual size that was signed before. */
const commitOnly = ({ journal }: ApprovalDeps, payment: Payment, trace: number): void => {
  const document = JSON.stringify(payment);
  journal.commit({
    paymentId: payment.paymentId,
    facts: [
      {
        v: 1,
        type: 'approved',
        authorisation: authorisation(trace),
        documentHash: '0'.repeat(64),
        from: 'statusInformation',
      },
    ],
    outbox: (table) => {
      table.add(
        { paymentId: payment.paymentId, kind: 'payment', amountFils: AMOUNT, status: 'held' },
        { document, keyId: 'bench', signature: 'bench' },
      );
    },
  });
};
