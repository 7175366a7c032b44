/** An amount that the citizen sets: nothing is looked up and nothing is held. */
import type { FreeService } from '../../contract/catalogue.ts';
import { checkAmount } from '../../contract/digits.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import { bothTexts } from '../receipts/texts.ts';
import type { Position } from './position.ts';

export type AmountRange = { readonly minFils: Fils; readonly maxFils: Fils };

/** What is accepted now: `mostFils` is what the kiosk takes, or what its caps leave. */
export const amountRange = (service: FreeService, mostFils: number): AmountRange => {
  const { minFils, maxFils, stepFils } = service.amount;
  const most = Math.min(maxFils, service.limitFils, mostFils);
  return { minFils, maxFils: Math.max(minFils, most - (most % stepFils)) as Fils };
};

/** What was typed, as a step of the visit: back to the field with what is wrong, or on to the check. */
export const readAmount = (
  service: FreeService,
  typed: string,
  more: {
    readonly range: AmountRange;
    readonly willQueue: boolean;
    readonly random: RandomBytes;
    readonly wallMs: number;
  },
): Position => {
  const checked = checkAmount(typed, { ...service.amount, ...more.range });
  if (!checked.ok) return { at: 'amount', service, problem: checked.error };
  const totalFils = checked.value as Fils;
  // Nobody else knows of it: one name each, so that two of the same sum stay two.
  const name = Buffer.from(more.random(10)).toString('hex');
  const bill = {
    billId: `${service.id}-${name}`,
    title: service.title,
    detail: bothTexts('amountSetByPayer'),
    amountFils: totalFils,
    dueDate: new Date(more.wallMs).toISOString().slice(0, 10),
  };
  return {
    at: 'confirm',
    picks: [
      {
        found: {
          service,
          reference: '',
          payerName: null,
          bills: [bill],
          source: { kind: 'citizen' },
        },
        chosen: [bill],
      },
    ],
    totalFils,
    willQueue: more.willQueue,
  };
};
