/** The technician's page: the same Arabic in every way, so that the profile can be chosen by eye. */
import type { Bilingual, Language } from '../../contract/language.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import * as esc from '../../drivers/escpos/codec/commands.ts';
import { jobSetup } from '../../drivers/escpos/codec/setup.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import type { PrintJob } from '../../drivers/receipt-printer.ts';
import ar from '../../locales/ar/proof.json' with { type: 'json' };
import en from '../../locales/en/proof.json' with { type: 'json' };
import { NOTHING_KEPT, type Target } from './kept-ink.ts';
import { LINE_SPACING } from './layout.ts';
import * as parts from './parts.ts';
import { proofWays, type ProofWay, type Sample } from './proof-ways.ts';
import { bothTexts } from './texts.ts';

const both = (key: keyof typeof en): Bilingual => ({ ar: ar[key], en: en[key] });

const SAMPLE_VALUE = '01JD-8K2M-77QX';
const sample = (): Sample => ({
  sentence: bothTexts('thanks'),
  label: bothTexts('payment'),
  value: SAMPLE_VALUE,
});

/**
 * Each way begins with a start of its own: what a model does not know may come out as text and leave it in any
 * state.
 */
const wayBands = (
  way: ProofWay,
  number: number,
  first: Language,
  target: Target,
): readonly Uint8Array[] => {
  const start = concatBytes([jobSetup(target.profile), esc.lineSpacing(LINE_SPACING)]);
  const name = both(way.name);
  const numbered = { ar: `${number}. ${name.ar}`, en: `${number}. ${name.en}` };
  return [
    concatBytes([start, parts.rule(1, target), esc.feed(12)]),
    parts.pair(numbered, first, parts.STRONG_STYLE, target),
    parts.field(both('command'), `${way.command}, ${way.bytes.length} B`, first, target),
    way.bytes,
    concatBytes([start, esc.feed(14)]),
  ];
};

/**
 * A job for any profile: every way is printed, also those the profile says nothing of. `nv` adds the one that
 * writes into lasting memory: at most ten times a day (digest §1.23).
 */
export const proofPage = (
  profile: PrinterProfile,
  first: Language,
  { nv = false }: { readonly nv?: boolean } = {},
): PrintJob => {
  const target: Target = { profile, kept: NOTHING_KEPT };
  const ways = proofWays(sample(), profile, nv);
  const firstPage = ways.findIndex(({ name }) => name === 'wayPage');
  const note = (key: 'intro' | 'pages' | 'help'): Uint8Array =>
    concatBytes([
      parts.stacked(both(key), first, 'sides', parts.PLAIN_STYLE, target),
      esc.feed(14),
    ]);
  return {
    bands: [
      concatBytes([esc.lineSpacing(LINE_SPACING), parts.rule(2, target), esc.feed(14)]),
      parts.stacked(both('title'), first, 'centre', parts.LARGE_STYLE, target),
      concatBytes([esc.feed(14), parts.rule(1, target), esc.feed(14)]),
      parts.field(both('profile'), profile.name, first, target),
      note('intro'),
      note('help'),
      ...ways.flatMap((way, i) => [
        ...(i === firstPage ? [parts.rule(2, target), esc.feed(14), note('pages')] : []),
        ...wayBands(way, i + 1, first, target),
      ]),
      parts.rule(2, target),
    ].filter((band) => band.length > 0),
  };
};
