import type { Service } from '../../contract/catalogue.ts';
import type { ReferenceProblem } from '../../contract/digits.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import type { CentralReceipt } from '../../contract/gateway.ts';
import type { Bilingual } from '../../contract/language.ts';
import type { CardPrompt, FoundLine, NoticeKind, ReceiptStatus } from '../../contract/view.ts';

/** What a search found; lives in memory only and goes with the visit. */
export type Found = {
  readonly service: Service;
  readonly reference: string;
  readonly payerName: string;
  readonly bills: readonly Bill[];
  /** Monotonic ms. */
  readonly foundAtMs: number;
};

/** A receipt that a slip's code opened; lives in memory only and goes with the visit. */
export type FoundReceipt = {
  readonly receipt: CentralReceipt;
  readonly lines: readonly (FoundLine & {
    readonly ministry: Bilingual;
    readonly referenceLabel: Bilingual;
  })[];
  readonly slipCode: string;
};

/** Where in the visit the person stands. The screen follows from it and from the devices. */
export type Position =
  | { readonly at: 'attract' }
  | { readonly at: 'language' }
  | { readonly at: 'services' }
  | {
      readonly at: 'reference';
      readonly service: Service;
      readonly problem: ReferenceProblem | null;
    }
  | { readonly at: 'searching'; readonly service: Service; readonly reference: string }
  | { readonly at: 'bills'; readonly found: Found }
  | {
      readonly at: 'confirm';
      readonly found: Found;
      readonly chosen: readonly Bill[];
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
    }
  | {
      readonly at: 'paying';
      readonly paymentId: PaymentId;
      readonly totalFils: Fils;
      readonly prompt: CardPrompt;
      readonly cancelAsked: boolean;
    }
  | { readonly at: 'outcome'; readonly paymentId: PaymentId }
  | { readonly at: 'findingReceipt'; readonly slipCode: string }
  | { readonly at: 'receipt'; readonly found: FoundReceipt; readonly paper: ReceiptStatus }
  | { readonly at: 'goodbye' };

/** One step back, or `null` where there is none. */
export const stepBack = (position: Position, severalLanguages: boolean): Position | null => {
  switch (position.at) {
    case 'language':
      return { at: 'attract' };
    case 'services':
      return severalLanguages ? { at: 'language' } : { at: 'attract' };
    case 'reference':
      return { at: 'services' };
    case 'searching':
      return { at: 'reference', service: position.service, problem: null };
    case 'bills':
      return { at: 'reference', service: position.found.service, problem: null };
    case 'confirm':
      return { at: 'bills', found: position.found };
    case 'notice':
      return position.back;
    case 'findingReceipt':
      return { at: 'attract' };
    case 'receipt':
    case 'attract':
    case 'paying':
    case 'outcome':
    case 'goodbye':
      return null;
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
  !['attract', 'searching', 'findingReceipt', 'paying', 'goodbye'].includes(position.at);

/** Whether the visit may end here because the kiosk closes: no money, no paper on its way. */
export const mayBeClosed = (position: Position): boolean =>
  !['attract', 'paying', 'outcome', 'receipt', 'goodbye'].includes(position.at);
