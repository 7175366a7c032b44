import type { BilledService, ReferenceRule } from './catalogue.ts';
import type { Bilingual } from './language.ts';

/** Everything that is asked for, in its order. */
export const askedFor = ({ reference, also }: BilledService): readonly ReferenceRule[] => [
  reference,
  ...(also ?? []),
];
/** What the whole reference is called. */
export const wholeLabel = (service: BilledService): Bilingual => {
  const labels = askedFor(service).map(({ label }) => label);
  return {
    ar: labels.map(({ ar }) => ar).join(' / '),
    en: labels.map(({ en }) => en).join(' / '),
  };
};
