import type { AuthoriseHooks } from '../../../drivers/card-terminal.ts';
import { throughTerminal } from './wrap.ts';
import type { Mutation } from './mutation.ts';

/** Long enough for the acknowledgement to leave, short enough for nothing else to happen. */
const LATER_MS = 400;

export const terminalMutations: readonly Mutation[] = [
  {
    name: 'the approval is acknowledged before it is committed',
    faults: ['powerCutAtWrite', 'powerCutAtStep'],
    sabotage: throughTerminal((terminal, { clock, onBug }) => ({
      authorise: (amount, hooks) => {
        const early: AuthoriseHooks = {
          ...hooks,
          onApproval: (authorisation) => {
            clock.after(LATER_MS, () => {
              hooks.onApproval(authorisation).catch(onBug);
            });
            return Promise.resolve('accept');
          },
        };
        return terminal.authorise(amount, early);
      },
    })),
  },
  {
    name: 'silence after an approval is taken for a yes',
    faults: ['abortAfterApproval'],
    sabotage: throughTerminal((terminal) => ({
      authorise: async (amount, hooks) => {
        const outcome = await terminal.authorise(amount, hooks);
        return outcome.kind === 'inDoubt' && outcome.authorisation !== null
          ? { kind: 'confirmed', authorisation: outcome.authorisation }
          : outcome;
      },
    })),
  },
  {
    name: 'a lost reply is answered by charging again',
    faults: ['completionLost', 'abortThoughStored'],
    sabotage: throughTerminal((terminal) => ({
      authorise: async (amount, hooks) => {
        const outcome = await terminal.authorise(amount, hooks);
        if (outcome.kind !== 'inDoubt') return outcome;
        return terminal.authorise(amount, {
          ...hooks,
          onReply: () => undefined,
          onApproval: () => Promise.resolve('accept'),
        });
      },
    })),
  },
  {
    name: 'the terminal is not asked about a doubt',
    faults: ['powerCutAtStep', 'completionLost', 'abortThoughStored', 'abortAfterApproval'],
    sabotage: throughTerminal((terminal, { journal }) => ({
      lastTransaction: async (reference) => {
        const doubtful = journal.inStates(['inDoubt'])[0];
        const last = await terminal.lastTransaction(reference);
        const authorisation = doubtful?.authorisation ?? null;
        if (authorisation === null || !last.ok) return last;
        return { ok: true, value: { authorisation, resultCode: 0, originalTrace: null } };
      },
    })),
  },
  {
    name: 'a reversal whose reply was lost is believed',
    faults: ['powerCutNow', 'terminalReboots', 'terminalUnplugged', 'terminalDeaf', 'approvalLost'],
    sabotage: throughTerminal((terminal) => ({
      reverse: async (original, hooks) => {
        const outcome = await terminal.reverse(original, hooks);
        return outcome.kind === 'inDoubt' ? { kind: 'reversed', trace: '000000' } : outcome;
      },
    })),
  },
  {
    name: 'the day is closed while a doubt still needs the terminal’s memory',
    faults: ['completionLost', 'abortThoughStored'],
    sabotage: throughTerminal((terminal) => ({
      authorise: async (amount, hooks) => {
        const outcome = await terminal.authorise(amount, hooks);
        if (outcome.kind !== 'inDoubt') return outcome;
        await terminal.endOfDay({
          onReply: () => undefined,
          onReceiptText: () => Promise.resolve(),
        });
        return outcome;
      },
    })),
  },
];
