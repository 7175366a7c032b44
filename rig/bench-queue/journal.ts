/** The engine's own journal: what holds a payment from its approval until it is posted. */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { systemClock } from '../../contract/clock.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import { openDatabase } from '../../engine/journal/database.ts';
import { createJournal, type Journal } from '../../engine/journal/journal.ts';
import { createSealer } from '../../engine/journal/sealed.ts';
import type { SqlDatabase } from '../../engine/journal/sql.ts';
import { sha256Hex } from '../../engine/payments/documents.ts';
import type { Payment } from '../../engine/payments/fold.ts';
import type { Contestant } from './contestant.ts';
import { preparedSealer } from './prepared-sealer.ts';
import { authorisation, begin } from './sample.ts';
import { readDurability } from './sqlite-handle.ts';

export type JournalContestant = Contestant & {
  readonly db: SqlDatabase;
  readonly journal: Journal;
};

export const confirm = (journal: Journal, paymentId: PaymentId): void => {
  journal.commit({
    paymentId,
    facts: [{ v: 1, type: 'confirmed', by: 'completion' }],
    outbox: (table) => {
      table.mark(paymentId, 'payment', 'released');
    },
  });
};

export const approve = (
  journal: Journal,
  payment: Payment,
  signed: SignedDocument,
  hash: string,
): void => {
  journal.commit({
    paymentId: payment.paymentId,
    facts: [
      {
        v: 1,
        type: 'approved',
        authorisation: authorisation(),
        documentHash: hash,
        from: 'statusInformation',
      },
    ],
    outbox: (table) => {
      table.add(
        {
          paymentId: payment.paymentId,
          kind: 'payment',
          amountFils: payment.totalFils,
          status: 'held',
        },
        signed,
      );
    },
  });
};

export const post = (journal: Journal, paymentId: PaymentId): void => {
  journal.commit({
    paymentId,
    facts: [
      {
        v: 1,
        type: 'posted',
        recordedAt: new Date().toISOString(),
        lines: [{ lineId: 1, status: 'posted', postingNumber: 'P-00012345' }],
      },
    ],
    outbox: (table) => {
      table.mark(paymentId, 'payment', 'done');
    },
  });
};

/** A whole payment, from its intent until it is posted. */
export const payOnce = (journal: Journal, signed: SignedDocument): void => {
  const payment = begin(journal);
  approve(journal, payment, signed, sha256Hex(signed.document));
  confirm(journal, payment.paymentId);
  post(journal, payment.paymentId);
};

/** `sealing: 'before'` has the outbox's box made outside what is measured, as signing is. */
export const openJournalContestant = (
  folder: string,
  signed: SignedDocument,
  sealing: 'within' | 'before',
): JournalContestant => {
  mkdirSync(folder, { recursive: true });
  const database = openDatabase(folder);
  if (!database.ok) throw new Error(database.error.detail);
  const db = database.value;
  const sealer = preparedSealer(createSealer(randomBytes(32)));
  const opened = createJournal(db, { clock: systemClock, sealer });
  if (!opened.ok) throw new Error(opened.error.detail);
  const journal = opened.value;
  const hash = sha256Hex(signed.document);
  const held: PaymentId[] = [];
  return {
    name: sealing === 'within' ? 'journal, sealing within' : 'journal',
    durability: readDurability(db),
    includes:
      'fact, chain, projection and outbox row in one commit; then the send counted (one commit), ' +
      'its document read, and posted: fact, chain, projection, row done (one commit)',
    overlaps: false,
    db,
    journal,
    enqueue: (count) => {
      // Begun beforehand, so that the commits measured follow one another as everyone's do.
      const payments = Array.from({ length: count }, () => begin(journal));
      if (sealing === 'before') for (let n = 0; n < count; n++) sealer.prepare(signed);
      const from = performance.now();
      for (const payment of payments) approve(journal, payment, signed, hash);
      const ms = performance.now() - from;
      for (const { paymentId } of payments) held.push(paymentId);
      return Promise.resolve(ms);
    },
    dequeue: (count) => {
      const taken = held.splice(0, count);
      for (const id of taken) confirm(journal, id);
      const from = performance.now();
      for (const id of taken) {
        if (journal.outbox.document(id, 'payment') === null) throw new Error('unreadable');
        journal.outbox.attempt(id, 'payment');
        post(journal, id);
      }
      return Promise.resolve(performance.now() - from);
    },
    close: () => {
      journal.close();
      return Promise.resolve();
    },
  };
};
