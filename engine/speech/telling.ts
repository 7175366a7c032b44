import type { Bilingual, Language } from '../../contract/language.ts';
import type { PaymentId } from '../../contract/ids.ts';
import { spokenDay, spokenMoment, spokenMoney } from './amounts.ts';
import { inArabic, inEnglish, spelt } from './spelling.ts';
import { numberWords, speech, type Say } from './words.ts';
import { saidOf, type Said } from './written.ts';

export type Told = {
  /** Said when the screen appears, and again when it says something else. */
  readonly main: string;
  /** What changes while somebody listens: said after what is being said. */
  readonly news: string;
};

/** What a payment was for, as the receipt says it. */
export type Payee = { readonly ministry: Bilingual; readonly title: Bilingual };

/** What is said and stands in no view. */
export type SpeechFacts = {
  /** The catalogue's dictionary. */
  readonly said: Said;
  readonly payees: (id: PaymentId) => readonly Payee[];
};

/** The means of saying something in one language. */
export type Telling = {
  readonly language: Language;
  readonly say: Say;
  readonly facts: SpeechFacts;
  readonly money: (fils: number) => string;
  readonly day: (isoDate: string) => string;
  readonly moment: (iso: string) => string;
  readonly number: (n: number) => string;
  readonly spelt: (text: string) => string;
  /** A masked reference stays masked: only the digits that are shown are said. */
  readonly masked: (reference: string) => string;
  readonly written: (text: Bilingual) => string;
};

export const telling = (language: Language, facts: SpeechFacts): Telling => {
  const say = speech(language);
  return {
    language,
    say,
    facts,
    money: (fils) => spokenMoney(fils, language),
    day: (date) => spokenDay(date, language),
    moment: (iso) => spokenMoment(iso, language),
    number: (n) => numberWords(n, language),
    spelt: (text) => spelt(text, language),
    masked: (reference) =>
      reference
        .split('/')
        .map((part) => {
          const shown = spelt(part, language);
          if (!part.includes('*')) return shown;
          return shown === '' ? '' : say('ending', { digits: shown });
        })
        .filter((part) => part !== '')
        .join(language === 'ar' ? '، ' : ', '),
    written: (text) => saidOf(text, language, facts.said),
  };
};

/** For the other voice, inside of a text of this language. */
export const inLanguage = (language: Language, text: string): string =>
  language === 'ar' ? inArabic(text) : inEnglish(text);
