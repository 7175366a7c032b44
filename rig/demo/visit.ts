/** One person's visit, from attract to the outcome, through the same intents as the page sends. */
import { splitReference } from '../../contract/digits.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import type { ReceiptStatus, Screen } from '../../contract/view.ts';
import { RigError } from '../processes/rig-error.ts';
import type { Visitor } from '../processes/visitor.ts';

export type Errand = {
  readonly service: string;
  readonly reference: string;
  readonly language: Language;
};

export type Outcome = Extract<Screen, { name: 'outcome' }>;

export type Visited = {
  readonly paymentId: PaymentId;
  readonly amountFils: number;
  readonly reference: string;
  readonly outcome: Outcome;
};

const SETTLED: readonly ReceiptStatus[] = ['printed', 'failed', 'unknown'];

const chooseService = async (visitor: Visitor, id: string): Promise<void> => {
  await visitor.until(({ screen }) => {
    if (screen.name !== 'services') return false;
    return screen.services.find((each) => each.id === id)?.unavailable === null;
  }, `the service ${id} to be payable`);
  await visitor.do({ do: 'chooseService', serviceId: id });
};

/** The bills found for the reference; rejects with the notice where there are none. */
const findBills = async (visitor: Visitor, reference: string) => {
  const parts = splitReference(reference);
  for (const [field, typed] of parts.entries()) {
    await visitor.until(
      ({ screen }) =>
        screen.name === 'reference' && (screen.field === field || screen.problem !== null),
      `the question for number ${String(field + 1)}`,
    );
    await visitor.do({ do: 'enterReference', typed });
  }
  const found = await visitor.until(
    ({ screen }) =>
      ['bills', 'notice'].includes(screen.name) ||
      (screen.name === 'reference' && (screen.problem !== null || screen.field >= parts.length)),
    'the bills',
  );
  const { screen } = found;
  if (screen.name === 'bills') return screen;
  const why =
    screen.name === 'notice'
      ? screen.kind
      : screen.name === 'reference'
        ? String(screen.problem)
        : screen.name;
  throw new RigError(`Nothing can be paid for the reference ${reference}: ${why}`);
};

/** Pays the first bill found and waits until charge and paper have an outcome. */
export const payOneBill = async (visitor: Visitor, errand: Errand): Promise<Visited> => {
  await visitor.screen('attract');
  await visitor.do({ do: 'begin' });
  await visitor.screen(['language', 'services']);
  await visitor.do({ do: 'chooseLanguage', language: errand.language });
  await chooseService(visitor, errand.service);
  const { bills } = await findBills(visitor, errand.reference);
  const [bill] = bills;
  if (!bill) throw new RigError(`Nothing is due for the reference ${errand.reference}.`);
  await visitor.do({ do: 'chooseBills', billIds: [bill.billId] });
  const confirm = await visitor.screen(['confirm', 'notice']);
  if (confirm.name === 'notice') throw new RigError(`The bill cannot be paid: ${confirm.kind}`);
  await visitor.do({ do: 'pay' });
  const reached = await visitor.until(
    ({ screen }) =>
      screen.name === 'notice' ||
      (screen.name === 'outcome' &&
        (screen.receipt === 'none'
          ? !['paid', 'queued'].includes(screen.kind)
          : SETTLED.includes(screen.receipt))),
    'the outcome and its receipt',
    60_000,
  );
  if (reached.screen.name !== 'outcome') {
    throw new RigError(`The payment did not begin: ${JSON.stringify(reached.screen)}`);
  }
  const outcome = reached.screen;
  return {
    paymentId: outcome.paymentId,
    amountFils: confirm.totalFils,
    reference: errand.reference,
    outcome,
  };
};
