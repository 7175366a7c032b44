import type { Fact } from '../../../engine/journal/facts.ts';
import { throughCommits, throughJournal } from './wrap.ts';
import type { Mutation } from './mutation.ts';

export const journalMutations: readonly Mutation[] = [
  {
    name: 'silence is taken for a no',
    faults: ['completionLost', 'abortThoughStored'],
    sabotage: throughCommits((commit) => ({
      ...commit,
      facts: commit.facts.map((fact): Fact =>
        fact.type === 'inDoubt'
          ? { v: 1, type: 'notCharged', evidence: 'lastTransactionUnchanged' }
          : fact,
      ),
    })),
  },
  {
    name: 'an approval is sent before the terminal proved that it kept it',
    faults: ['abortAfterApproval', 'powerCutAtStep'],
    sabotage: throughCommits((commit) => ({
      ...commit,
      outbox: (table, payment) => {
        commit.outbox?.(
          {
            ...table,
            add: (row, document) => {
              table.add({ ...row, status: 'released' }, document);
            },
          },
          payment,
        );
      },
    })),
  },
  {
    name: 'the way back of refused money is never asked for',
    faults: ['requestsDoubled', 'declined'],
    sabotage: throughCommits((commit) => ({
      ...commit,
      outbox: (table, payment) => {
        commit.outbox?.(
          {
            ...table,
            add: (row, document) => {
              if (row.kind === 'payment') table.add(row, document);
            },
          },
          payment,
        );
      },
    })),
  },
  {
    name: 'a row counts as sent before it is answered',
    faults: ['repliesLost', 'requestsLost', 'gatewayErrors'],
    sabotage: throughJournal((journal) => ({
      outbox: {
        ...journal.outbox,
        attempt: (id, kind) => {
          journal.outbox.attempt(id, kind);
          journal.outbox.mark(id, kind, 'done');
        },
      },
    })),
  },
  {
    name: 'the final receipt is printed before the posting',
    faults: ['gatewayAway', 'gatewaySlow'],
    sabotage: throughCommits((commit) => ({
      ...commit,
      facts: commit.facts.map((fact): Fact =>
        fact.type === 'receiptStarted' && fact.kind === 'queued'
          ? { ...fact, kind: 'final' }
          : fact,
      ),
    })),
  },
  {
    name: 'the duplicate guard is off',
    faults: ['paymentsStall'],
    temper: { insists: 0.97 },
    sabotage: throughJournal(() => ({ latest: () => [], paymentsForBill: () => [] })),
  },
  {
    name: 'a part that waits to be posted is forgotten',
    faults: ['paymentsStall'],
    temper: { insists: 0.97, paysAPart: 0.8 },
    sabotage: throughJournal((journal) => ({
      paymentsForBill: (billId) =>
        journal.paymentsForBill(billId).filter(({ state }) => state === 'posted'),
    })),
  },
];
