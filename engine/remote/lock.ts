import { z } from 'zod';
import type { Journal } from '../journal/journal.ts';

const KEPT = 'lock';

const lockSchema = z.object({ at: z.iso.datetime(), by: z.string(), because: z.string() });
/** Who closed the kiosk from a desk, when and why. */
export type Lock = z.infer<typeof lockSchema>;

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
