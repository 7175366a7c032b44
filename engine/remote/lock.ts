import { lockSchema, type Lock } from '../../contract/remote-acts.ts';
import type { Journal } from '../journal/journal.ts';

const KEPT = 'lock';

export type LockKeeper = {
  readonly now: () => Lock | null;
  /** Outlives a restart. `null`: opens again. */
  readonly set: (lock: Lock | null) => void;
};

export const createLock = (journal: Pick<Journal, 'keep' | 'kept'>): LockKeeper => {
  let lock = lockSchema.nullable().parse(JSON.parse(journal.kept(KEPT) ?? 'null'));
  return {
    now: () => lock,
    set: (next) => {
      journal.keep(KEPT, JSON.stringify(next));
      lock = next;
    },
  };
};
