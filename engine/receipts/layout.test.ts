import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Fils } from '../../contract/money.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import { realTimeHits } from '../../drivers/escpos/codec/real-time.ts';
import { qrModules } from '../../drivers/escpos/codec/qr.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { epsonTmT88 } from '../../drivers/escpos/profiles/epson-tm-t88.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import type { ReceiptFacts, ReceiptKind } from './facts.ts';
import { layoutFor } from './layout-for.ts';
import { sampleFacts, sampleFines } from './sample-facts.ts';
import { readPaper, type Found } from './testing/read-paper.ts';

const KINDS: readonly ReceiptKind[] = ['final', 'queued', 'checking', 'refused', 'reversed'];

const bytesOf = (facts: ReceiptFacts, profile: PrinterProfile = epson80mm203dpi): Uint8Array =>
  concatBytes(layoutFor(profile)(facts).bands);

const textsOf = (paper: readonly Found[]): readonly string[] =>
  paper.flatMap((found) => (found.kind === 'text' ? [found.text] : []));

/** Nothing leaves the paper and nothing on one row touches its neighbour. */
const expectRoom = (paper: readonly Found[], profile: PrinterProfile): void => {
  const placed = paper.filter((found) => found.kind !== 'qr');
  for (const found of placed) {
    expect(found.left).toBeGreaterThanOrEqual(0);
    expect(found.right).toBeLessThanOrEqual(profile.dotsPerLine);
  }
  const rows = Map.groupBy(placed, (found) => found.y);
  for (const row of rows.values()) {
    const sorted = row.toSorted((a, b) => a.left - b.left);
    sorted.forEach((found, i) => {
      const next = sorted[i + 1];
      if (next !== undefined) expect(next.left).toBeGreaterThanOrEqual(found.right);
      if (next !== undefined && next.kind !== found.kind)
        expect(next.left - found.right).toBeGreaterThanOrEqual(12);
    });
  }
};

describe.each([epson80mm203dpi, epsonTmT88])('on $name', (profile) => {
  it.each(KINDS)('%s: fits, in both samples', (kind) => {
    for (const facts of [sampleFacts(kind), sampleFines(kind)]) {
      expectRoom(readPaper(bytesOf(facts, profile)), profile);
    }
  });
});

describe('the receipt on paper', () => {
  it('has amount, reference, card, code, id and date as printer text', () => {
    const texts = textsOf(readPaper(bytesOf(sampleFacts('final'))));
    for (const wanted of [
      'BHD 32.569',
      '12345678',
      'VISA **** 4242',
      '083192',
      '01JD-8K2M-77QX',
      '2026-11-22 16:40',
      'Electricity and Water Authority',
      'Payment receipt',
      'Paid',
      'A*** M***',
      'Seef Mall',
      'BH-0042',
    ]) {
      expect(texts).toContain(wanted);
    }
  });

  it('has Arabic pictures beside the English, whichever language the citizen chose', () => {
    const count = (language: 'ar' | 'en'): number =>
      readPaper(bytesOf({ ...sampleFacts('final'), language })).filter((f) => f.kind === 'picture')
        .length;
    expect(count('ar')).toBeGreaterThan(40);
    expect(count('ar')).toBe(count('en'));
  });

  it('says on a queued slip that it is not posted, and until when', () => {
    const texts = textsOf(readPaper(bytesOf(sampleFacts('queued'))));
    expect(texts).toContain('Queued, not yet posted');
    expect(texts).toContain('2026-11-25 16:40');
    expect(texts).not.toContain('Paid');
  });

  it('says not to pay again while in doubt', () => {
    expect(textsOf(readPaper(bytesOf(sampleFacts('checking'))))).toContain('Do not pay again');
  });

  it('marks a copy', () => {
    expect(textsOf(readPaper(bytesOf({ ...sampleFacts('final'), copy: true })))).toContain(
      'Payment receipt - COPY',
    );
  });

  it('has a QR code of at least 25 mm with room around it, and none without an address', () => {
    const qr = readPaper(bytesOf(sampleFacts('final'))).find((found) => found.kind === 'qr');
    const side = (qr?.module ?? 0) * (qrModules(qr?.data ?? '') ?? 0);
    expect(qr?.data).toBe(sampleFacts('final').slipUrl);
    expect((side * 25.4) / epson80mm203dpi.dotsPerInch).toBeGreaterThanOrEqual(25);
    const none = readPaper(bytesOf({ ...sampleFacts('checking'), slipUrl: null }));
    expect(none.some((found) => found.kind === 'qr')).toBe(false);
    for (const slipUrl of ['https://pay.example/é', `https://pay.example/${'x'.repeat(700)}`]) {
      const paper = readPaper(bytesOf({ ...sampleFacts('final'), slipUrl }));
      expect(paper.some((found) => found.kind === 'qr')).toBe(false);
      expect(textsOf(paper)).toContain('BHD 32.569');
    }
  });

  it('stays small: the usual receipt under 10 kB, every band short enough to ask between', () => {
    const job = layoutFor()(sampleFacts('final'));
    expect(concatBytes(job.bands).length).toBeLessThan(10_240);
    expect(Math.max(...job.bands.map((band) => band.length))).toBeLessThan(3_000);
  });

  it('carries no real-time command', () => {
    for (const kind of KINDS) {
      expect(realTimeHits(bytesOf(sampleFacts(kind)))).toEqual([]);
      expect(realTimeHits(bytesOf(sampleFines(kind)))).toEqual([]);
    }
  });

  it('gives a long label and a long value rows of their own', () => {
    const facts = sampleFacts('final');
    const [line] = facts.lines;
    if (line === undefined) throw new Error('the sample has a line');
    const referenceLabel = {
      ar: 'رقم السجل التجاري للمنشأة',
      en: 'Commercial registration number',
    };
    for (const reference of ['1234567-1', '1234567890123456789012345678901234567890']) {
      const paper = readPaper(
        bytesOf({ ...facts, lines: [{ ...line, referenceLabel, reference }] }),
      );
      expectRoom(paper, epson80mm203dpi);
      expect(textsOf(paper)).toContain(reference);
    }
  });

  it('survives whatever the gateway sends as text, within the paper', () => {
    const wild = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
      fc.string({
        unit: fc.constantFrom('ا', 'ب', ' ', 'م', '٣', 'x', '7', '\u202e'),
        minLength: 1,
        maxLength: 90,
      }),
    );
    const bilingual = fc.record({ ar: wild, en: wild });
    fc.assert(
      fc.property(bilingual, bilingual, wild, fc.nat(999_999_999), (a, b, reference, fils) => {
        const facts = sampleFacts('final');
        const [line] = facts.lines;
        const bytes = bytesOf({
          ...facts,
          ministry: a,
          service: b,
          payerName: reference,
          totalFils: fils as Fils,
          lines:
            line === undefined
              ? []
              : [{ ...line, title: a, detail: b, reference, referenceLabel: a }],
        });
        expect(realTimeHits(bytes)).toEqual([]);
        expectRoom(readPaper(bytes), epson80mm203dpi);
      }),
      { numRuns: 25 },
    );
  });
});
