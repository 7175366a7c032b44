import type { PaymentId } from '../../../contract/ids.ts';
import { FINAL_STATES, paymentStateSchema } from '../../../contract/payment.ts';
import { prepareDatabase } from '../../../engine/journal/database.ts';
import type { Payment } from '../../../engine/payments/fold.ts';
import { openWasmDatabase } from '../disk/database.ts';
import { JOURNAL } from '../world/storage.ts';
import type { Site } from '../world/site.ts';
import type { World } from '../world/world.ts';
import { centralProblems, disagreements } from './books.ts';
import { journalProblems } from './journal.ts';

const UNFINISHED = paymentStateSchema.options.filter((state) => !FINAL_STATES.includes(state));

const isLeftToPeople = (payment: Payment): boolean =>
  payment.state === 'quarantined' || (payment.state === 'inDoubt' && payment.unclear !== undefined);

/** Nothing is left that time alone would still move on. */
export const isAtRest = ({ kiosk, terminal }: Site): boolean => {
  const journal = kiosk.life()?.journal;
  return (
    journal !== undefined &&
    terminal.terminal.operation === null &&
    journal.outbox.released().length === 0 &&
    journal.inStates(UNFINISHED).every(isLeftToPeople)
  );
};

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

type Payments = ReadonlyMap<PaymentId, Payment>;

export type AtRest = {
  readonly leftToPeople: number;
  /** Bills for which two kiosks took money; central had it given back by all but one. */
  readonly chargedTwice: number;
};

/** Opens what the disks hold after a last power cut, and compares all books. */
export const checkAtRest = (world: World): AtRest => {
  let leftToPeople = 0;
  const journals: Payments[] = [];
  for (const site of world.sites) {
    const journal = openBooks(world, site);
    if (journal === null) return { leftToPeople, chargedTwice: 0 };
    journals.push(journal);
    leftToPeople += compareBooks(world, site, journal);
  }
  world.broken.push(...centralProblems(journals, world.central.store.tables));
  return { leftToPeople, chargedTwice: chargedTwice(journals) };
};

const chargedTwice = (journals: readonly Payments[]): number => {
  const kiosks = new Map<string, Set<Payments>>();
  for (const journal of journals) {
    for (const { lines, outcomes } of journal.values()) {
      if (outcomes.length === 0) continue;
      for (const { billId } of lines) {
        kiosks.set(billId, (kiosks.get(billId) ?? new Set()).add(journal));
      }
    }
  }
  return [...kiosks.values()].filter(({ size }) => size > 1).length;
};

const openBooks = (world: World, site: Site): Payments | null => {
  const disk = site.disk.attach(() => undefined);
  const opened = prepareDatabase(openWasmDatabase(world.sqlite3, disk, JOURNAL), JOURNAL);
  if (!opened.ok) {
    world.broken.push(`the journal cannot be opened: ${opened.error.detail}`);
    return null;
  }
  const { problems, payments } = journalProblems(opened.value);
  opened.value.close();
  world.broken.push(...problems);
  return payments;
};

/** How many payments are left to people, each with a reason. */
const compareBooks = (world: World, { disk, terminal }: Site, journal: Payments): number => {
  const leftToPeople = new Map<PaymentId, string>();
  for (const payment of journal.values()) {
    if (!isLeftToPeople(payment)) continue;
    const why = excuse(payment, disk.hasLied());
    leftToPeople.set(payment.paymentId, why ?? 'no excuse');
    if (why !== null) continue;
    const seen = JSON.stringify(payment.unclear ?? null);
    world.broken.push(`${payment.paymentId} (${payment.state}) was left to people: ${seen}`);
  }
  world.broken.push(
    ...disagreements({
      journal,
      acquirer: terminal.memory.content.acquirer,
      central: world.central.store.tables,
      leftToPeople,
      diskLied: disk.hasLied(),
    }),
  );
  return leftToPeople.size;
};
