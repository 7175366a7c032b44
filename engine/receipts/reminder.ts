/** A small paper for whoever could not pay: what, and what to do. Nothing personal. */
import type { Bilingual, Language } from '../../contract/language.ts';
import { bahrainTime } from './bahrain-time.ts';
import type { ReceiptDocument } from './document.ts';
import { bothTexts } from './texts.ts';

export type ReminderFacts = {
  readonly kind: 'reminder';
  readonly language: Language;
  readonly kioskId: string;
  readonly place: Bilingual;
  readonly ministry: Bilingual;
  readonly service: Bilingual;
  /** Masked; `null` where none was entered. */
  readonly reference: { readonly label: Bilingual; readonly masked: string } | null;
  /** When it was asked for, ms since 1970; `null` where the clock cannot be right. */
  readonly date: number | null;
};

export const composeReminder = (facts: ReminderFacts): ReceiptDocument => ({
  language: facts.language,
  blocks: [
    { kind: 'heading', text: facts.ministry },
    { kind: 'pair', text: facts.service },
    { kind: 'title', text: bothTexts('titleReminder'), copy: null },
    { kind: 'state', headline: bothTexts('stateReminder'), meaning: bothTexts('meaningReminder') },
    { kind: 'rule' },
    ...(facts.reference === null
      ? []
      : [
          {
            kind: 'field',
            label: facts.reference.label,
            value: facts.reference.masked,
          } as const,
        ]),
    { kind: 'pair', text: bothTexts('reminderWhere') },
    { kind: 'pair', text: bothTexts('reminderBring') },
    ...(facts.date === null
      ? []
      : [{ kind: 'field', label: bothTexts('date'), value: bahrainTime(facts.date) } as const]),
    { kind: 'field', label: facts.place, value: facts.kioskId },
  ],
});
