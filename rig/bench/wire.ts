/** Every byte of a receipt as it goes over the line: set-up, content, fences, cut. */
import { feedAndCut, fence } from '../../drivers/escpos/codec/commands.ts';
import { askKeys } from '../../drivers/escpos/codec/graphics.ts';
import { keptSetup } from '../../drivers/escpos/codec/kept-setup.ts';
import { jobSetup } from '../../drivers/escpos/codec/setup.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { epsonTmT88 } from '../../drivers/escpos/profiles/epson-tm-t88.ts';
import { PLAIN_GRAPHICS } from '../../drivers/escpos/profiles/graphics.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import { fixedDocuments, type KnownTexts } from '../../engine/receipts/fixed-documents.ts';
import type { ReceiptFacts } from '../../engine/receipts/facts.ts';
import { layoutFor } from '../../engine/receipts/layout-for.ts';
import { receiptInk, type ReceiptInk } from '../../engine/receipts/stored-set.ts';

/** What a kiosk that prints this receipt knew beforehand: its place, its ministries, its labels; no service. */
export const knownTexts = (facts: ReceiptFacts): KnownTexts => ({
  place: facts.place,
  ministries: [facts.ministry],
  services: [],
  referenceLabels: facts.lines.map(({ referenceLabel }) => referenceLabel),
});

export const wireBands = (
  facts: ReceiptFacts,
  profile: PrinterProfile,
  ink: ReceiptInk | null,
): readonly Uint8Array[] => {
  const { bands, short } = layoutFor(profile, ink)(facts);
  const fences = profile.answersFence ? [fence('0000'), fence('0001')] : [];
  const [content = [], cut = []] = fences.map((each) => [each]);
  return short === undefined
    ? [jobSetup(profile), ...bands, ...content, feedAndCut(profile.cut), ...cut]
    : // The list of kept pictures is asked before and behind the receipt.
      [
        askKeys('download'),
        keptSetup(),
        ...short.bands,
        askKeys('download'),
        ...content,
        feedAndCut(profile.cut),
        ...cut,
      ];
};

export type Way = {
  readonly profile: string;
  readonly way: 'raster and columns' | 'kept in the printer';
  readonly bytes: number;
};

const PROFILES: readonly PrinterProfile[] = [
  { ...epson80mm203dpi, name: 'any raster printer, 80 mm', graphics: PLAIN_GRAPHICS },
  epson80mm203dpi,
  epsonTmT88,
];

/** Bytes of the set for the first model that keeps one. */
export const setBytes = (facts: ReceiptFacts, profiles: readonly PrinterProfile[]): number => {
  const inks = profiles.map((profile) => receiptInk(fixedDocuments(knownTexts(facts)), profile));
  const bands = inks.find((ink) => ink !== null)?.set.bands ?? [];
  return bands.reduce((sum, { length }) => sum + length, 0);
};

/** Each profile, and where it keeps pictures also with them. */
export const measureWays = (
  facts: ReceiptFacts,
  profiles: readonly PrinterProfile[] = PROFILES,
): readonly Way[] =>
  profiles.flatMap((profile) => {
    const size = (ink: ReceiptInk | null): number =>
      wireBands(facts, profile, ink).reduce((sum, { length }) => sum + length, 0);
    const ink = receiptInk(fixedDocuments(knownTexts(facts)), profile);
    const long: Way = { profile: profile.name, way: 'raster and columns', bytes: size(null) };
    return ink === null
      ? [long]
      : [long, { profile: profile.name, way: 'kept in the printer', bytes: size(ink) }];
  });
