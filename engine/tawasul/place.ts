import type {
  Ministry,
  SuggestionId,
  SuggestionKind,
  SuggestionStatus,
} from '../../contract/tawasul.ts';
import type { TawasulStep, TawasulTrouble } from '../../contract/tawasul-view.ts';
import type { ReceiptStatus } from '../../contract/view.ts';

type Problem<At extends TawasulStep['at']> = Extract<
  TawasulStep,
  { at: At; problem: unknown }
>['problem'];

/** What is being written; lives in memory only and goes with the visit. */
export type Draft = {
  readonly kind: SuggestionKind;
  readonly ministry: Ministry;
  readonly text: string;
  /** Empty: no answer by phone. */
  readonly phone: string;
};

/** Where somebody stands who writes to a ministry, or asks after what was written. */
export type TawasulPlace =
  | { readonly at: 'choose' }
  | { readonly at: 'ministry'; readonly kind: SuggestionKind }
  | { readonly at: 'text'; readonly draft: Draft; readonly problem: Problem<'text'> }
  | { readonly at: 'phone'; readonly draft: Draft; readonly problem: Problem<'phone'> }
  | { readonly at: 'check'; readonly draft: Draft }
  | {
      /** Neither text nor phone: they are sealed on the disk, or at central. */
      readonly at: 'sent';
      readonly suggestionId: SuggestionId;
      readonly trackingNumber: string;
      readonly kind: SuggestionKind;
      readonly ministry: Ministry;
      readonly slip: ReceiptStatus;
    }
  | { readonly at: 'follow'; readonly problem: Problem<'follow'> }
  | { readonly at: 'asking'; readonly trackingNumber: string }
  | { readonly at: 'status'; readonly status: SuggestionStatus }
  | {
      readonly at: 'trouble';
      readonly why: TawasulTrouble;
      readonly back: TawasulPlace;
      /** What *try again* does once more; `null` where that changes nothing. */
      readonly retry: Extract<TawasulPlace, { at: 'check' | 'asking' }> | null;
    };

/** One step back; `services`: out of it; `null`: there is none. */
export const placeBack = (place: TawasulPlace): TawasulPlace | 'services' | null => {
  switch (place.at) {
    case 'choose':
      return 'services';
    case 'ministry':
    case 'follow':
      return { at: 'choose' };
    case 'text':
      return { at: 'ministry', kind: place.draft.kind };
    case 'phone':
      return { at: 'text', draft: place.draft, problem: null };
    case 'check':
      return { at: 'phone', draft: place.draft, problem: null };
    case 'asking':
      return { at: 'follow', problem: null };
    case 'trouble':
      return place.back;
    case 'sent':
    case 'status':
      return null;
  }
};

/** In the middle of writing, a code before the reader disturbs nothing. */
export const isWriting = (place: TawasulPlace): boolean =>
  ['text', 'phone', 'check', 'asking'].includes(place.at);
