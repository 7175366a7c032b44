/** What a person may type or scan as a reference, made into what the ministry's system knows. */

const ARABIC_INDIC_ZERO = 0x0660;
const EXTENDED_ARABIC_INDIC_ZERO = 0x06f0;
const MAX_TYPED = 64;

export type ReferenceProblem = 'empty' | 'tooShort' | 'tooLong' | 'notDigits';

/** Arabic-Indic and Persian digits → Latin; spaces, dashes and direction marks vanish. */
export const normaliseDigits = (typed: string): string =>
  Array.from(typed.slice(0, MAX_TYPED + 1), (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code >= ARABIC_INDIC_ZERO && code <= ARABIC_INDIC_ZERO + 9)
      return String(code - ARABIC_INDIC_ZERO);
    if (code >= EXTENDED_ARABIC_INDIC_ZERO && code <= EXTENDED_ARABIC_INDIC_ZERO + 9)
      return String(code - EXTENDED_ARABIC_INDIC_ZERO);
    return char;
  })
    .join('')
    .replace(/[\s\-\u200B-\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '');

/** As long as a whole reference may be, with what stands between its parts. */
export const MOST_REFERENCE = 32;
const BETWEEN = '/';
/** Digits, or several numbers with `/` between. */
export const WHOLE_REFERENCE = /^(?=.{1,32}$)[0-9]+(?:\/[0-9]+){0,2}$/u;

/** Several numbers as the one reference by which a bill is found. */
export const joinReference = (parts: readonly string[]): string => parts.join(BETWEEN);
export const splitReference = (whole: string): readonly string[] => whole.split(BETWEEN);

const SHOWN_DIGITS = 3;
const maskPart = (part: string): string => {
  const shown = Math.min(SHOWN_DIGITS, Math.floor(part.length / 2));
  return part.slice(part.length - shown).padStart(part.length, '*');
};
/** `900101123` → `******123`; of a number that is short itself at most half stays. */
export const maskReference = (reference: string): string =>
  joinReference(splitReference(reference).map(maskPart));

export type ReferenceRule = { readonly minDigits: number; readonly maxDigits: number };

/** The normalised reference, or what is wrong with it. Never longer than the rule allows. */
export const checkReference = (
  typed: string,
  rule: ReferenceRule,
): { ok: true; value: string } | { ok: false; error: ReferenceProblem } => {
  if (typed.length > MAX_TYPED) return { ok: false, error: 'tooLong' };
  const digits = normaliseDigits(typed);
  if (digits === '') return { ok: false, error: 'empty' };
  if (!/^[0-9]+$/u.test(digits)) return { ok: false, error: 'notDigits' };
  if (digits.length < rule.minDigits) return { ok: false, error: 'tooShort' };
  if (digits.length > rule.maxDigits) return { ok: false, error: 'tooLong' };
  return { ok: true, value: digits };
};

/** A whole reference from somewhere else than the keys: each part by its own rule. */
export const checkWhole = (
  whole: string,
  rules: readonly ReferenceRule[],
): { ok: true; value: string } | { ok: false; error: ReferenceProblem } => {
  if (whole.length > MAX_TYPED) return { ok: false, error: 'tooLong' };
  const parts = splitReference(whole);
  if (parts.length > rules.length) return { ok: false, error: 'tooLong' };
  const good: string[] = [];
  for (const [index, rule] of rules.entries()) {
    const checked = checkReference(parts[index] ?? '', rule);
    if (!checked.ok) return checked;
    good.push(checked.value);
  }
  return { ok: true, value: joinReference(good) };
};

export type TypedAmount = {
  readonly minFils: number;
  readonly maxFils: number;
  readonly stepFils: number;
};

/** What was typed as an amount in fils (each unit counts `stepFils`), or what is wrong with it. */
export const checkAmount = (
  typed: string,
  rule: TypedAmount,
):
  | { ok: true; value: number }
  | { ok: false; error: 'empty' | 'notDigits' | 'tooSmall' | 'tooLarge' } => {
  if (typed.length > MAX_TYPED) return { ok: false, error: 'tooLarge' };
  const digits = normaliseDigits(typed);
  if (digits === '') return { ok: false, error: 'empty' };
  if (!/^[0-9]+$/u.test(digits)) return { ok: false, error: 'notDigits' };
  const fils = Number(digits) * rule.stepFils;
  if (fils > rule.maxFils) return { ok: false, error: 'tooLarge' };
  if (fils < rule.minFils) return { ok: false, error: 'tooSmall' };
  return { ok: true, value: fils };
};
