import { describe, expect, it } from 'vitest';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { epsonTmT88 } from '../../drivers/escpos/profiles/epson-tm-t88.ts';
import { PLAIN_GRAPHICS } from '../../drivers/escpos/profiles/graphics.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import { fixedDocuments, type KnownTexts } from '../../engine/receipts/fixed-documents.ts';
import type { ReceiptFacts, ReceiptKind } from '../../engine/receipts/facts.ts';
import { layoutFor } from '../../engine/receipts/layout-for.ts';
import { sampleFacts, sampleFines } from '../../engine/receipts/sample-facts.ts';
import { receiptInk, type ReceiptInk } from '../../engine/receipts/stored-set.ts';
import { standardReceipt } from '../../rig/bench/receipt.ts';
import { knownTexts, measureWays, wireBands } from '../../rig/bench/wire.ts';
import { sheetOf } from './paper.ts';

const KINDS: readonly ReceiptKind[] = ['final', 'queued', 'checking', 'refused', 'reversed'];
const PLAIN: PrinterProfile = { ...epson80mm203dpi, graphics: PLAIN_GRAPHICS };
const KNOWN: KnownTexts = knownTexts(sampleFacts('final'));

const inks = new Map<PrinterProfile, ReceiptInk | null>();
const inkFor = (profile: PrinterProfile): ReceiptInk | null => {
  const ink = inks.get(profile) ?? receiptInk(fixedDocuments(KNOWN), profile);
  inks.set(profile, ink);
  return ink;
};

type Forms = {
  readonly long: readonly Uint8Array[];
  readonly kept: readonly Uint8Array[];
  readonly alone: readonly Uint8Array[];
};

/** The long form, the short one behind its set, and the short one alone. */
const forms = (facts: ReceiptFacts, profile: PrinterProfile): Forms => {
  const ink = inkFor(profile);
  if (ink === null) throw new Error(`${profile.name} keeps nothing`);
  const { bands, short } = layoutFor(profile, ink)(facts);
  const shortBands = short?.bands ?? [];
  return { long: bands, kept: [...ink.set.bands, ...shortBands], alone: shortBands };
};

describe.each([epson80mm203dpi, epsonTmT88])('on $name', (profile) => {
  it.each(KINDS)('%s: the short form is the same paper, dot for dot', (kind) => {
    for (const facts of [sampleFacts(kind), sampleFines(kind)]) {
      const { long, kept } = forms(facts, profile);
      expect(sheetOf(kept)).toEqual(sheetOf(long));
      expect(sheetOf(long).unknown).toEqual([]);
    }
  });

  it('of the standard receipt too', () => {
    const { long, kept } = forms(standardReceipt(), profile);
    expect(sheetOf(kept)).toEqual(sheetOf(long));
  });

  it('the long form has every Arabic dot, whatever it is made of', () => {
    const facts = sampleFacts('final');
    const plain = layoutFor({ ...profile, graphics: PLAIN_GRAPHICS })(facts).bands;
    expect(sheetOf(plain)).toEqual(sheetOf(forms(facts, profile).long));
  });
});

describe('the set', () => {
  it('is what the short form stands on: without it the paper is another', () => {
    const { long, alone } = forms(sampleFacts('final'), epson80mm203dpi);
    expect(sheetOf(alone).unknown.length).toBeGreaterThan(5);
    expect(sheetOf(alone, 'blank').rows).not.toEqual(sheetOf(long, 'blank').rows);
  });

  it('is refused to a model that cannot list what it keeps', () => {
    expect(receiptInk(fixedDocuments(KNOWN), PLAIN)).toBeNull();
    const noList = { ...epson80mm203dpi.graphics, downloadGraphics: false };
    expect(receiptInk(fixedDocuments(KNOWN), { ...PLAIN, graphics: noList })).toBeNull();
  });

  it('leaves characters out where the model has none, and is still the same paper', () => {
    const graphics = { ...epson80mm203dpi.graphics, userCharacters: false };
    const { long, kept } = forms(sampleFacts('final'), { ...epson80mm203dpi, graphics });
    expect(sheetOf(kept)).toEqual(sheetOf(long));
    expect(Buffer.concat(kept).includes(Buffer.of(0x1b, 0x26))).toBe(false);
  });

  it('has its name and keys from its content', () => {
    const nameOf = (known: KnownTexts): string | undefined =>
      receiptInk(fixedDocuments(known), epson80mm203dpi)?.set.name;
    expect(nameOf(KNOWN)).toBe(nameOf({ ...KNOWN }));
    const place = { ar: 'المحرق', en: 'Muharraq' };
    expect(nameOf(KNOWN)).not.toBe(nameOf({ ...KNOWN, place }));
  });

  it('prints nothing while it is sent, and fits one key list and the smallest memory', () => {
    const many = Array.from({ length: 60 }, (_, i) => ({ ar: `وزارة رقم ${i}`, en: `No. ${i}` }));
    const ink = receiptInk(fixedDocuments({ ...KNOWN, ministries: many }), epson80mm203dpi);
    const bands = ink?.set.bands ?? [];
    expect(sheetOf(bands)).toMatchObject({ height: 0, unknown: [] });
    expect(ink?.set.keys.length).toBeLessThanOrEqual(40);
    expect(new Set(ink?.set.keys).size).toBe(ink?.set.keys.length);
    expect(bands.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(16_384);
  });
});

describe('bytes of the standard receipt, with set-up, fences and cut', () => {
  it('are at most 8 KB on a printer with nothing but raster and columns', () => {
    expect(Buffer.concat(wireBands(standardReceipt(), PLAIN, null)).length).toBeLessThanOrEqual(
      8_192,
    );
  });

  it('are at most 3 KB on every model that keeps pictures and characters', () => {
    const short = measureWays(standardReceipt()).filter(({ way }) => way === 'kept in the printer');
    expect(short.map(({ profile }) => profile)).toEqual(['epson-80mm-203dpi', 'epson-tm-t88']);
    for (const { bytes } of short) expect(bytes).toBeLessThanOrEqual(3_072);
  });
});
