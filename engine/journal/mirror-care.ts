import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { FINAL_STATES } from '../../contract/payment.ts';
import type { Journal } from './journal.ts';
import type { CompactedMirror, Mirror } from './mirror.ts';
import { isDone } from './outbox-of.ts';

/** Below this it is left alone: some two thousand payments. */
export const MIRROR_BYTES = 4 * 1024 * 1024;
/** An ended payment stays in the mirror for so long. */
export const MIRROR_DAYS = 30;

const DAY_MS = 86_400_000;
const namedSchema = z.object({ paymentId: paymentIdSchema });

/** Lets go of what has ended long ago, at both ends, once the mirror is large; `null` where it is not. */
export const compactMirror = (
  deps: { readonly journal: Journal; readonly mirror: Mirror; readonly clock: Clock },
  fromBytes = MIRROR_BYTES,
): CompactedMirror | null => {
  const { journal, mirror } = deps;
  if ((mirror.size?.() ?? 0) < fromBytes) return null;
  const before = deps.clock.wallMs() - MIRROR_DAYS * DAY_MS;
  const isNeeded = (entry: unknown): boolean => {
    const named = namedSchema.safeParse(entry);
    if (!named.success) return true; // of a release that knows more
    const payment = journal.payment(named.data.paymentId);
    if (payment === null || !FINAL_STATES.includes(payment.state)) return true;
    if (payment.stateAtMs > before) return true;
    const rows = [
      journal.outbox.row(payment.paymentId, 'payment'),
      journal.outbox.row(payment.paymentId, 'reversal'),
    ];
    return rows.some((row) => row !== null && !isDone(row.status));
  };
  return mirror.compact?.(isNeeded) ?? null;
};
