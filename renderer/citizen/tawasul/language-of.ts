import type { Language } from '../../../contract/language.ts';

/** Which language's line height and voice a written text wants; nothing written: that of the screen. */
export const languageOf = (text: string, shown: Language): Language => {
  if (text === '') return shown;
  return /\p{Script=Arabic}/u.test(text) ? 'ar' : 'en';
};
