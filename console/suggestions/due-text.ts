import type { SuggestionRow } from '../../contract/console-suggestions.ts';
import type { Language } from '../../contract/language.ts';
import { fill, type Words } from '../language.tsx';
import { DAY_MS, dayOf } from '../times.ts';

const RULES = { ar: new Intl.PluralRules('ar'), en: new Intl.PluralRules('en') };

/** A number of things in the language's own form: `3 messages`. */
export const countedText = (
  what: 'left' | 'late' | 'messages' | 'overdue',
  n: number,
  words: Words,
  language: Language,
): string => {
  const counted: Readonly<Record<string, string | undefined>> = words.suggestions.counted;
  return fill(counted[`${what}_${RULES[language].select(n)}`] ?? '', { n });
};

/** By when it is to be answered, as people say it; empty where it is settled. */
export const dueText = (
  { state, isLate, workingDays, dueOn }: SuggestionRow,
  nowMs: number,
  words: Words,
  language: Language,
): string => {
  if (state !== 'open') return '';
  if (isLate)
    return workingDays === 0
      ? words.suggestions.pastDue
      : countedText('late', workingDays, words, language);
  if (dueOn === dayOf(nowMs)) return words.suggestions.dueToday;
  if (dueOn === dayOf(nowMs + DAY_MS)) return words.suggestions.dueTomorrow;
  return countedText('left', workingDays, words, language);
};

/** How it looks beside the words that say it. */
export const dueLook = (
  { state, isLate, dueOn }: SuggestionRow,
  nowMs: number,
): 'bad' | 'warn' | 'good' | 'dull' => {
  if (state !== 'open') return state === 'answered' ? 'good' : 'dull';
  if (isLate) return 'bad';
  return dueOn <= dayOf(nowMs + DAY_MS) ? 'warn' : 'dull';
};

type Named = { readonly id: string; readonly name: Readonly<Record<Language, string>> | null };

/** A ministry by its name; by its id where the catalogue names it no more. */
export const ministryText = (all: readonly Named[], id: string, language: Language): string =>
  all.find((each) => each.id === id)?.name?.[language] ?? id;
