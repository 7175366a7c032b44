import type { Bilingual } from '../../contract/language.ts';
import type { IntentPersonal } from '../journal/facts.ts';
import { bothTexts } from './texts.ts';

type Lines = IntentPersonal['lines'];

const alike = (all: readonly Bilingual[]): Bilingual | null => {
  const [first] = all;
  return first !== undefined && all.every(({ en, ar }) => en === first.en && ar === first.ar)
    ? first
    : null;
};

/** The head of a receipt: its ministry and service, or that they are several. */
export const headOf = (
  lines: Lines,
): { readonly ministry: Bilingual; readonly service: Bilingual } => ({
  ministry: alike(lines.map(({ ministry }) => ministry)) ?? bothTexts('severalMinistries'),
  service: alike(lines.map(({ serviceTitle }) => serviceTitle)) ?? bothTexts('severalServices'),
});

/** A line's own detail; where the head names no ministry, after its own. */
export const detailOf = ({ ministry, detail }: Lines[number], lines: Lines): Bilingual =>
  alike(lines.map((line) => line.ministry)) !== null
    ? detail
    : {
        ar: [ministry.ar, detail.ar].filter((text) => text !== '').join('، '),
        en: [ministry.en, detail.en].filter((text) => text !== '').join(', '),
      };
