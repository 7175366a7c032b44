import type { BilledService, FreeService, Service } from '../../contract/catalogue.ts';
import { splitReference, type ReferenceProblem } from '../../contract/digits.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import type { CentralReceipt } from '../../contract/gateway.ts';
import type { MessageChannel } from '../../contract/receipt-message.ts';
import type { SentMessage } from '../messages/sent-message.ts';
import { placeBack, type TawasulPlace } from '../tawasul/place.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { SignedBill } from '../../contract/signed-bill.ts';
import type {
  CardPrompt,
  FoundLine,
  NoticeKind,
  ReceiptStatus,
  TypedAmountProblem,
} from '../../contract/view.ts';
import { stepBackFrom, type EKeyPosition, type FoundDues } from './ekey-position.ts';

type Asked = {
  readonly reference: string;
  /** `null`: nobody knows it. */
  readonly payerName: Bilingual | null;
  readonly bills: readonly Bill[];
};
/** What a search or a bill's own code found; lives in memory only and goes with the visit. */
export type FoundBills = Asked & {
  readonly service: BilledService;
  /** All that was found together, for somebody who signed in. */
  readonly dues?: FoundDues;
  readonly source:
    /** Monotonic ms. */
    | { readonly kind: 'lookedUp'; readonly atMs: number }
    /** ms since 1970. */
    | { readonly kind: 'signed'; readonly expiresAtMs: number };
};
/** Or what the citizen set. */
export type Found =
  | FoundBills
  | (Asked & { readonly service: FreeService; readonly source: { readonly kind: 'citizen' } });

/** What opens a receipt. */
export type ReceiptKey =
  { readonly slipCode: string } | { readonly shortId: string; readonly lastFour: string };

/** Bills of one reference that are to be paid, in what was found of it. */
export type Pick = { readonly found: Found; readonly chosen: readonly Bill[] };
/** All that one card pays: of several services, where they were found together. */
export type Picks = readonly [Pick, ...Pick[]];

/** A receipt that a slip's code opened; lives in memory only and goes with the visit. */
export type FoundReceipt = {
  readonly receipt: CentralReceipt;
  readonly lines: readonly (FoundLine & {
    readonly ministry: Bilingual;
    readonly referenceLabel: Bilingual;
  })[];
  /** `null`: it was found by its number, which is no key to hand on. */
  readonly slipCode: string | null;
};

/** Where in the visit the person stands. The screen follows from it and from the devices. */
export type Position =
  | { readonly at: 'attract' }
  /** With what was touched on the attract screen: it comes next. */
  | { readonly at: 'language'; readonly serviceId?: string | undefined }
  | { readonly at: 'services' }
  | {
      readonly at: 'reference';
      readonly service: BilledService;
      /** What was entered before, one each of what the service asks for. */
      readonly earlier: readonly string[];
      readonly problem: ReferenceProblem | null;
    }
  | {
      readonly at: 'amount';
      readonly service: FreeService;
      readonly problem: TypedAmountProblem | null;
    }
  | {
      readonly at: 'searching';
      readonly service: BilledService;
      readonly reference: string;
      /** The bill's own code, where that was scanned: it will do if the gateway does not answer. */
      readonly signed?: SignedBill;
    }
  | { readonly at: 'bills'; readonly found: FoundBills }
  | {
      readonly at: 'part';
      readonly found: FoundBills;
      readonly bill: Bill;
      readonly range: { readonly minFils: Fils; readonly maxFils: Fils };
      readonly problem: TypedAmountProblem | null;
    }
  | {
      readonly at: 'confirm';
      readonly picks: Picks;
      readonly totalFils: Fils;
      readonly willQueue: boolean;
    }
  | {
      readonly at: 'notice';
      readonly kind: NoticeKind;
      readonly service: Service | null;
      /** ms since 1970, for `alreadyPaidHere`. */
      readonly paidAtMs: number | null;
      readonly back: Position;
      /** What *try again* returns to; `null` where trying again changes nothing. */
      readonly retry: Position | null;
      /** ms since 1970, for `slipQueued`. */
      readonly untilMs?: number;
      /** What a reminder would be about, and where its paper stands. */
      readonly reference?: string;
      readonly reminder?: ReceiptStatus;
    }
  | {
      readonly at: 'paying';
      readonly paymentId: PaymentId;
      readonly totalFils: Fils;
      readonly prompt: CardPrompt;
      readonly cancelAsked: boolean;
    }
  | {
      readonly at: 'outcome';
      readonly paymentId: PaymentId;
      /** The receipts that were asked for by message. */
      readonly sent?: readonly SentMessage[];
    }
  | {
      readonly at: 'sendReceipt';
      readonly paymentId: PaymentId;
      readonly sent: readonly SentMessage[];
      /** `null`: by what is asked first. */
      readonly channel: MessageChannel | null;
      /** Of what is due next, too. */
      readonly remind: boolean;
      readonly problem: 'empty' | 'unreadable' | 'notStored' | null;
    }
  | {
      readonly at: 'askReceipt';
      /** `null`: the number is asked for, then the card's digits. */
      readonly shortId: string | null;
      readonly problem: 'unreadable' | 'notFourDigits' | null;
    }
  | { readonly at: 'findingReceipt'; readonly by: ReceiptKey }
  | { readonly at: 'receipt'; readonly found: FoundReceipt; readonly paper: ReceiptStatus }
  | { readonly at: 'goodbye' }
  | { readonly at: 'tawasul'; readonly step: TawasulPlace }
  | EKeyPosition;

/** The question for the next of a bill's numbers. */
export const askFor = (service: BilledService, earlier: readonly string[] = []): Position => ({
  at: 'reference',
  service,
  earlier,
  problem: null,
});
/** The last question that led to this whole reference. */
export const askAgain = (service: BilledService, reference: string): Position =>
  askFor(service, splitReference(reference).slice(0, -1));

/** Where what was found is chosen from. */
export const choiceOf = (found: Found): Position =>
  isFound(found) ? billsOf(found) : { at: 'amount', service: found.service, problem: null };

const billsOf = (found: FoundBills): Position =>
  found.dues === undefined ? { at: 'bills', found } : { at: 'dues', found: found.dues };

const isFound = (found: Found): found is FoundBills => found.source.kind !== 'citizen';

/** The question for a receipt's number. */
export const ASK_RECEIPT: Position = { at: 'askReceipt', shortId: null, problem: null };

/** One step back, or `null` where there is none. */
export const stepBack = (position: Position, severalLanguages: boolean): Position | null => {
  switch (position.at) {
    case 'language':
      return { at: 'attract' };
    case 'services':
      return severalLanguages ? { at: 'language' } : { at: 'attract' };
    case 'reference':
      return position.earlier.length === 0
        ? { at: 'services' }
        : askFor(position.service, position.earlier.slice(0, -1));
    case 'amount':
      return { at: 'services' };
    case 'searching':
      return askAgain(position.service, position.reference);
    case 'bills':
      return askAgain(position.found.service, position.found.reference);
    case 'part':
      return choiceOf(position.found);
    case 'confirm':
      return choiceOf(position.picks[0].found);
    case 'notice':
      return position.back;
    case 'askReceipt':
      return position.shortId === null ? { at: 'services' } : ASK_RECEIPT;
    case 'findingReceipt':
      return 'slipCode' in position.by ? { at: 'attract' } : ASK_RECEIPT;
    case 'tawasul': {
      const step = placeBack(position.step);
      if (step === null) return null;
      return step === 'services' ? { at: 'services' } : { at: 'tawasul', step };
    }
    case 'sendReceipt':
      return { at: 'outcome', paymentId: position.paymentId, sent: position.sent };
    case 'receipt':
    case 'attract':
    case 'paying':
    case 'outcome':
    case 'goodbye':
      return null;
    default:
      return stepBackFrom(position);
  }
};

/** Not asked yet, or too late to ask the terminal to stop: the card has spoken. */
const NOT_CANCELLABLE: readonly CardPrompt[] = [
  'starting',
  'processing',
  'takeCard',
  'approvedTakeCard',
  'declinedTakeCard',
  'reversing',
];

/** Whether the terminal may be asked to give up; once is enough. */
export const mayCancel = (paying: Extract<Position, { at: 'paying' }>): boolean =>
  !paying.cancelAsked && !NOT_CANCELLABLE.includes(paying.prompt);

/** Whether the visit is wiped when nobody touches: never while a card or a search is under way. */
export const mayIdle = (position: Position): boolean =>
  ![
    'attract',
    'searching',
    'findingReceipt',
    'paying',
    'goodbye',
    'signIn',
    'findingDues',
  ].includes(position.at) && !(position.at === 'tawasul' && position.step.at === 'asking');

/** Whether the visit may end here because the kiosk closes: no money, no paper on its way. */
export const mayBeClosed = (position: Position): boolean =>
  !['attract', 'paying', 'outcome', 'sendReceipt', 'receipt', 'goodbye'].includes(position.at) &&
  !(position.at === 'tawasul' && position.step.at === 'sent');
