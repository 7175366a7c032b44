import type { ModelStore } from '../../../central/store/model/store.ts';
import type { PaymentId } from '../../../contract/ids.ts';
import { FINAL_STATES } from '../../../contract/payment.ts';
import type { Transaction } from '../../../drivers/zvt/simulator/memory.ts';
import type { Payment } from '../../../engine/payments/fold.ts';

/** The three memories of one kiosk at rest, side by side; central's is shared with others. */
export type Books = {
  readonly journal: ReadonlyMap<PaymentId, Payment>;
  /** What the acquirer heard of the terminal. */
  readonly acquirer: readonly Transaction[];
  readonly central: ModelStore['tables'];
  /** Left to two people, each with what makes it impossible to decide by machine. */
  readonly leftToPeople: ReadonlyMap<PaymentId, string>;
  /** The journal's medium forgot what it had confirmed: a story may be told shorter than it was. */
  readonly diskLied: boolean;
};

const traceOf = (transaction: Transaction): string => String(transaction.trace).padStart(6, '0');

/** Every way in which the books disagree, in sentences; empty where they agree to the fils. */
export const disagreements = (books: Books): readonly string[] => {
  const found: string[] = [];
  const payments = [...books.journal.values()];
  const claimed = new Set<Transaction>();

  for (const payment of payments) {
    const name = `payment ${payment.paymentId} (${payment.state})`;
    const people = books.leftToPeople.has(payment.paymentId);
    if (!FINAL_STATES.includes(payment.state) && !people) found.push(`${name} has not ended`);
    const entry = books.acquirer.find(
      (each) =>
        each.kind === 'payment' &&
        traceOf(each) === payment.authorisation?.trace &&
        each.amountFils === payment.totalFils,
    );
    if (entry !== undefined) {
      if (claimed.has(entry)) found.push(`${name} shares trace ${traceOf(entry)} with another`);
      claimed.add(entry);
    }
    if (people) continue;
    const charged = payment.state === 'posted' || payment.state === 'refunded';
    if (charged && entry?.status !== 'stored') found.push(`${name} is not stored at the terminal`);
    if (!charged && entry?.status === 'stored') found.push(`${name} is stored at the terminal`);
    found.push(...atCentral(payment, name, books));
  }

  const unclaimed = books.acquirer.filter(
    (each) => each.kind === 'payment' && each.status === 'stored' && !claimed.has(each),
  );
  // A doubt that only people can end may be about one of these; no more of them than doubts.
  const doubts = payments.filter(
    (p) => p.state === 'inDoubt' && p.authorisation === null && books.leftToPeople.has(p.paymentId),
  );
  for (const each of unclaimed) {
    const at = doubts.findIndex((doubt) => doubt.totalFils === each.amountFils);
    if (at >= 0) doubts.splice(at, 1);
    else found.push(`the terminal charged ${each.amountFils} (trace ${traceOf(each)}) for nobody`);
  }
  return found;
};

/** What central has that no kiosk's journal knows, or more of than was due. */
export const centralProblems = (
  journals: readonly ReadonlyMap<PaymentId, Payment>[],
  central: ModelStore['tables'],
): readonly string[] => [
  ...[...central.payment.keys()]
    .filter((id) => !journals.some((journal) => journal.has(id as PaymentId)))
    .map((id) => `central has ${id}, no journal does`),
  ...bills(central),
];

/** What central has of one payment against what the journal says. */
const atCentral = (
  payment: Payment,
  name: string,
  { central, acquirer, diskLied }: Books,
): readonly string[] => {
  const found: string[] = [];
  const lines = central.line.get(payment.paymentId) ?? [];
  const reversal = central.reversal.get(payment.paymentId);
  // Charged, refused and reversed, and all of it forgotten: the terminal says truly that nothing is charged.
  if (diskLied && payment.state === 'notCharged' && reversal?.kind === 'terminal') {
    return reversal.amount_fils === payment.totalFils ? [] : [`${name} was reversed in part`];
  }
  // Forgotten before central heard of the reversal: its case `refundOwed` finds it reversed at the acquirer.
  const takenBack = acquirer.some(
    (each) => traceOf(each) === payment.authorisation?.trace && each.status === 'reversed',
  );
  if (diskLied && payment.state === 'notCharged' && takenBack && reversal === undefined) {
    return lines.every(({ status }) => status === 'refused') ? [] : [`${name} was posted in part`];
  }
  const told = ['posted', 'refused', 'reversing', 'reversed', 'refundRequested', 'refunded'];
  if (told.includes(payment.state) !== lines.length > 0) {
    found.push(`${name} has ${lines.length} lines at central`);
  }
  for (const line of lines) {
    const outcome = payment.outcomes.find(({ lineId }) => lineId === line.line_id);
    if (outcome?.status !== line.status) {
      found.push(`${name} line ${line.line_id}: ${line.status}, journal ${outcome?.status ?? '-'}`);
    }
  }
  const refused = lines
    .filter(({ status }) => status === 'refused')
    .reduce((sum, line) => sum + line.amount_fils, 0);
  const back = central.reversal.get(payment.paymentId);
  if (refused !== (back?.amount_fils ?? 0)) {
    found.push(`${name}: ${refused} refused, ${back?.amount_fils ?? 0} given back`);
  }
  const kind = payment.state === 'reversed' ? 'terminal' : 'refund';
  if (back !== undefined && back.kind !== kind) {
    found.push(`${name} was given back by ${back.kind}`);
  }
  return found;
};

/** What was posted to each bill against what was due of it. */
const bills = (central: ModelStore['tables']): readonly string[] => {
  const posted = new Map<string, number>();
  for (const line of [...central.line.values()].flat()) {
    if (line.status !== 'posted') continue;
    posted.set(line.bill_id, (posted.get(line.bill_id) ?? 0) + line.amount_fils);
  }
  return [...posted].flatMap(([id, fils]) => {
    const bill = central.bill.get(id);
    if (bill === undefined) return [`posted to bill ${id}, which is none`];
    if (fils > bill.amount_fils || bill.paid_fils > bill.amount_fils) {
      return [`bill ${id} was due ${bill.amount_fils}, posted ${fils}, paid ${bill.paid_fils}`];
    }
    return [];
  });
};
