/** What a person chooses and types on the way to the confirmation, or to a receipt. */
import type { Intent, IntentProblem } from '../../contract/engine-api.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import { readCardDigits, readNumber } from './ask-receipt.ts';
import { chooseBills, confirmPicks } from './confirm-picks.ts';
import type { Opening } from './opening.ts';
import { askPart, readPart } from './part-amount.ts';
import { chooseDues } from './pay-dues.ts';
import { ASK_RECEIPT, type Position } from './position.ts';
import type { SaleDeps } from './sale-deps.ts';

const CHOICES = [
  'chooseService',
  'enterReference',
  'askReceipt',
  'receiptNumber',
  'cardDigits',
  'choosePart',
  'enterAmount',
  'chooseBills',
] as const;
export type Choice = Extract<Intent, { do: (typeof CHOICES)[number] }>;

export const isChoice = (intent: Intent): intent is Choice =>
  (CHOICES as readonly string[]).includes(intent.do);

type At<Name extends Position['at']> = Extract<Position, { at: Name }>;

export type ChoosingDeps = SaleDeps & {
  readonly catalogue: CatalogueStore;
  readonly opening: Opening;
  readonly position: () => Position;
  readonly moveTo: (position: Position) => void;
  readonly answer: (asking: At<'reference'>, typed: string) => void;
  readonly find: (step: At<'findingReceipt'>) => void;
};

/** `null` where it was done, else why nothing changed. */
export const createChoosing = (deps: ChoosingDeps): ((choice: Choice) => IntentProblem | null) => {
  const { opening, moveTo } = deps;

  const goOn = (next: Position | null): IntentProblem | null => {
    if (next === null) return 'notAllowed';
    moveTo(next);
    return null;
  };

  const enterPart = (asked: At<'part'>, typed: string): Position => {
    const read = readPart(asked, typed);
    return 'again' in read
      ? read.again
      : confirmPicks([{ found: asked.found, chosen: [read.bill] }], deps);
  };

  return (choice) => {
    const position = deps.position();
    switch (choice.do) {
      case 'chooseService': {
        if (position.at !== 'services') return 'notOnThisScreen';
        const service = deps.catalogue.service(choice.serviceId);
        return goOn(service === null ? null : opening.begin(service));
      }
      case 'enterReference':
        if (position.at !== 'reference') return 'notOnThisScreen';
        deps.answer(position, choice.typed);
        return null;
      case 'askReceipt':
        return position.at === 'services' ? goOn(ASK_RECEIPT) : 'notOnThisScreen';
      case 'receiptNumber':
        return position.at === 'askReceipt' && position.shortId === null
          ? goOn(readNumber(choice.typed))
          : 'notOnThisScreen';
      case 'cardDigits': {
        if (position.at !== 'askReceipt' || position.shortId === null) return 'notOnThisScreen';
        const next = readCardDigits(position.shortId, choice.typed);
        if (next.at !== 'findingReceipt') return goOn(next);
        deps.find(next);
        return null;
      }
      case 'choosePart':
        return position.at === 'bills'
          ? goOn(askPart(position.found, choice.billId, deps.config.limits.paymentFils))
          : 'notOnThisScreen';
      case 'enterAmount':
        if (position.at === 'part') return goOn(enterPart(position, choice.typed));
        return position.at === 'amount'
          ? goOn(opening.enterAmount(position.service, choice.typed))
          : 'notOnThisScreen';
      case 'chooseBills':
        if (position.at === 'dues') return goOn(chooseDues(position.found, choice.billIds, deps));
        return position.at === 'bills'
          ? goOn(chooseBills(position.found, choice.billIds, deps))
          : 'notOnThisScreen';
    }
  };
};
