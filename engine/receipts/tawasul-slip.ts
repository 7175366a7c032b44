/** The paper for whoever wrote to a ministry: the number to follow it by. Neither what was written nor a phone. */
import type { Bilingual, Language } from '../../contract/language.ts';
import type { SuggestionKind } from '../../contract/tawasul.ts';
import { bahrainTime } from './bahrain-time.ts';
import type { ReceiptBlock, ReceiptDocument } from './document.ts';
import { bothTexts } from './texts.ts';

export type TawasulFacts = {
  readonly kind: 'tawasul';
  readonly language: Language;
  readonly kioskId: string;
  readonly place: Bilingual;
  readonly ministry: Bilingual;
  readonly about: SuggestionKind;
  readonly trackingNumber: string;
  /** Where it is followed. */
  readonly url: string;
  /** `null`: nobody promised a day. */
  readonly dueWorkingDays: number | null;
  /** When it was written, ms since 1970; `null` where the clock cannot be right. */
  readonly date: number | null;
};

const TITLES = { complaint: 'titleComplaint', suggestion: 'titleSuggestion' } as const;

export const composeTawasulSlip = (facts: TawasulFacts): ReceiptDocument => {
  const days: readonly ReceiptBlock[] =
    facts.dueWorkingDays === null
      ? []
      : [
          {
            kind: 'field',
            label: bothTexts('tawasulDays'),
            value: String(facts.dueWorkingDays),
          },
        ];
  const date: readonly ReceiptBlock[] =
    facts.date === null
      ? []
      : [{ kind: 'field', label: bothTexts('date'), value: bahrainTime(facts.date) }];
  return {
    language: facts.language,
    blocks: [
      { kind: 'heading', text: facts.ministry },
      { kind: 'title', text: bothTexts(TITLES[facts.about]), copy: null },
      { kind: 'amount', label: bothTexts('tawasulNumber'), value: facts.trackingNumber },
      { kind: 'pair', text: bothTexts('tawasulKeep') },
      ...days,
      ...date,
      { kind: 'field', label: facts.place, value: facts.kioskId },
      { kind: 'qr', data: facts.url, caption: bothTexts('scanTawasul') },
      { kind: 'closing', text: bothTexts('tawasulWhere') },
    ],
  };
};
