/**
 * What of a text the receipt's Arabic face can draw; nothing may become an empty box. Latin digits
 * everywhere; what the face has not becomes a space.
 */
const DRAWABLE =
  /[\u0020-\u007e\u00a0\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u066a-\u066c\u0670\u0671\u067e\u0686\u0698\u06a9\u06af\u06cc\u2013\u2018\u2019\u2066-\u2069\u200e\u200f]/u;

const latinDigit = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x0660 && code <= 0x0669) return String(code - 0x0660);
  if (code >= 0x06f0 && code <= 0x06f9) return String(code - 0x06f0);
  return char;
};

export const drawableArabic = (text: string): string =>
  Array.from(text.normalize('NFC'), latinDigit)
    .map((char) => (DRAWABLE.test(char) ? char : ' '))
    .join('')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** True where a text cannot be printed as printer text. */
export const hasArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);
