const MOST_WORDS = 40;
const MOST_LENGTH = 64;

/** `terminal.notOpened`: itself, its parts by punctuation, and theirs by capitals; lower case. */
const partsOf = (text: string): readonly string[] =>
  [text, ...text.split(/[^\p{L}\p{N}]+/u)].flatMap((part) => [
    part,
    ...part.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u),
  ]);

/** The words by which a line is found: of its event's name and of what its attributes say. */
export const wordsOf = (texts: readonly string[]): readonly string[] => {
  const words = texts
    .flatMap(partsOf)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '' && word.length <= MOST_LENGTH && !/[\s\0]/u.test(word));
  return [...new Set(words)].slice(0, MOST_WORDS);
};

/**
 * What somebody typed as a query of PostgreSQL's text search: each word, or what begins with it, must be
 * there. `null`: nothing to look for.
 */
export const queryOf = (typed: string): string | null => {
  const words = typed
    .toLowerCase()
    .split(/\s+/u)
    .map((word) => word.replaceAll(/[^\p{L}\p{N}._:-]/gu, '').slice(0, MOST_LENGTH))
    .filter((word) => word !== '')
    .slice(0, 8);
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
};
