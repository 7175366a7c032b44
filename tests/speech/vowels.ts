/** Whether Arabic has its vowels: without them any synthesiser misreads it. */

const MARK = /[\u064B-\u0652\u0670]/u;
/** Long vowels, seats of hamza at a beginning, and the article's l before a sun letter carry no mark of their own. */
const MAY_BE_BARE = 'اويىآةـ';

const isBare = (word: string): boolean => {
  const letters = Array.from(word);
  const bare = letters.filter((letter, at) => {
    if (MARK.test(letter) || MAY_BE_BARE.includes(letter)) return false;
    const next = letters[at + 1];
    if (next === undefined || MARK.test(next)) return false;
    // الشَّاشَة, لِلتَّالِي: the l is not heard, the letter after it is doubled.
    const doubled = letters.slice(at + 2, at + 4).includes('\u0651');
    return !(letter === 'ل' && doubled);
  });
  return bare.length > 0 || !letters.some((letter) => MARK.test(letter));
};

/** The words of a text that lack vowels. */
export const bareWords = (text: string): readonly string[] =>
  (text.match(/[\p{Script=Arabic}\u064B-\u0652]+/gu) ?? [])
    .filter((word) => /\p{L}{2}|\p{L}[\u064B-\u0652]+\p{L}/u.test(word))
    .filter(isBare);
