import type { BilledService, ReferenceRule } from './catalogue.ts';
import { splitReference } from './digits.ts';
import type { Bilingual } from './language.ts';

/** Everything that is asked for, in its order. */
export const askedFor = ({ reference, also }: BilledService): readonly ReferenceRule[] => [
  reference,
  ...(also ?? []),
];
const BETWEEN_NAMES = ' / ';

/** What the whole reference is called. */
export const wholeLabel = (service: BilledService): Bilingual => {
  const labels = askedFor(service).map(({ label }) => label);
  return {
    ar: labels.map(({ ar }) => ar).join(BETWEEN_NAMES),
    en: labels.map(({ en }) => en).join(BETWEEN_NAMES),
  };
};

/** A whole reference under its whole label, as the numbers that it is made of, each under its own name. */
export const namedNumbers = (
  label: Bilingual,
  whole: string,
): readonly { readonly label: Bilingual; readonly value: string }[] => {
  const values = splitReference(whole);
  const ar = label.ar.split(BETWEEN_NAMES);
  const en = label.en.split(BETWEEN_NAMES);
  return values.length > 1 && ar.length === values.length && en.length === values.length
    ? values.map((value, index) => ({ label: { ar: ar[index] ?? '', en: en[index] ?? '' }, value }))
    : [{ label, value: whole }];
};
