const PLAIN: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2022': '*',
  '\u00b7': '-',
  '\u2026': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/**
 * What of a text every printer prints alike (codes 20–7E). Accents are dropped, direction marks vanish,
 * control bytes become spaces so that no name or reference can carry a printer command.
 */
export const printableAscii = (value: string): string =>
  Array.from(
    value
      .normalize('NFD')
      .replace(/[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ''),
    (char) => {
      const code = char.codePointAt(0) ?? 0;
      if (code < 0x20 || code === 0x7f) return ' ';
      return code < 0x7f ? char : (PLAIN[char] ?? '?');
    },
  ).join('');
