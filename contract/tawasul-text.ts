/** What people write to a ministry, as text. Nothing here but functions: the page counts with them too. */

/** Counted as people count: an emoji or a letter is one. */
export const MOST_SUGGESTION_CHARACTERS = 500;
/** Of an answer, and of what colleagues write to one another; in UTF-16. */
export const MOST_ANSWER_CHARACTERS = 1_000;
export const MOST_REASON_CHARACTERS = 500;

export const characterCount = (text: string): number => Array.from(text).length;

const UNSEEN =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u061C\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** What was written, without characters that nobody sees or that turn others around. */
export const cleanSuggestion = (typed: string): string =>
  typed
    .normalize('NFC')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(UNSEEN, '')
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
