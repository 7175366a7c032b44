import type { PaymentId } from '../../../contract/ids.ts';
import { FINAL_STATES, paymentStateSchema } from '../../../contract/payment.ts';
import { prepareDatabase } from '../../../engine/journal/database.ts';
import type { Journal } from '../../../engine/journal/journal.ts';
import type { Payment } from '../../../engine/payments/fold.ts';
import { openWasmDatabase } from '../disk/database.ts';
import { JOURNAL } from '../world/storage.ts';
import type { World } from '../world/world.ts';
import { disagreements } from './books.ts';
import { journalProblems } from './journal.ts';

const UNFINISHED = paymentStateSchema.options.filter((state) => !FINAL_STATES.includes(state));

const isLeftToPeople = (payment: Payment): boolean =>
  payment.state === 'quarantined' || (payment.state === 'inDoubt' && payment.unclear !== undefined);

/** Nothing is left that time alone would still move on. */
export const isAtRest = (world: World, journal: Journal): boolean =>
  world.terminal.terminal.operation === null &&
  journal.outbox.released().length === 0 &&
  journal.inStates(UNFINISHED).every(isLeftToPeople);

/**
 * Why no machine could decide this one, or `null` where one could have. A terminal that had remembered
 * nothing before the payment and remembers nothing now may have kept it and forgotten.
 */
const excuse = (payment: Payment, diskLied: boolean): string | null => {
  if (diskLied) return 'the disk forgot what it had confirmed';
  if (payment.state !== 'inDoubt' || payment.unclear === undefined) return null;
  const { seen } = payment.unclear;
  return seen.kind === 'none' && payment.baseline.kind === 'none' && payment.authorisation !== null
    ? 'the terminal had never remembered anything'
    : null;
};

/** Opens what the disk holds after a last power cut, and compares all books. */
export const checkAtRest = (world: World): { readonly leftToPeople: number } => {
  const disk = world.disk.attach(() => undefined);
  const opened = prepareDatabase(openWasmDatabase(world.sqlite3, disk, JOURNAL), JOURNAL);
  if (!opened.ok) {
    world.broken.push(`the journal cannot be opened: ${opened.error.detail}`);
    return { leftToPeople: 0 };
  }
  const { problems, payments } = journalProblems(opened.value);
  opened.value.close();
  world.broken.push(...problems);
  const leftToPeople = new Map<PaymentId, string>();
  for (const payment of payments.values()) {
    if (!isLeftToPeople(payment)) continue;
    const why = excuse(payment, world.disk.hasLied());
    leftToPeople.set(payment.paymentId, why ?? 'no excuse');
    if (why !== null) continue;
    const seen = JSON.stringify(payment.unclear ?? null);
    world.broken.push(`${payment.paymentId} (${payment.state}) was left to people: ${seen}`);
  }
  world.broken.push(
    ...disagreements({
      journal: payments,
      acquirer: world.terminal.memory.content.acquirer,
      central: world.central.store.tables,
      leftToPeople,
      diskLied: world.disk.hasLied(),
    }),
  );
  return { leftToPeople: leftToPeople.size };
};
