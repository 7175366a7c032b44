import { describe, expect, it } from 'vitest';
import { PRINTER_PROFILES } from '../../contract/device-config.ts';
import { realTimeHits } from '../../drivers/escpos/codec/real-time.ts';
import { jobSetup } from '../../drivers/escpos/codec/setup.ts';
import { profileNamed } from '../../drivers/escpos/profiles/named.ts';
import { arabicPicture } from '../../engine/receipts/arabic-picture.ts';
import { proofPage } from '../../engine/receipts/proof-page.ts';
import { receiptText } from '../../engine/receipts/texts.ts';
import ar from '../../locales/ar/proof.json' with { type: 'json' };
import en from '../../locales/en/proof.json' with { type: 'json' };
import { placesOf, sheetOf } from './paper.ts';

const STYLE = { dots: 26, weight: 500 } as const;
const sentence = arabicPicture(receiptText('ar', 'thanks'), STYLE).bitmap;
const label = arabicPicture(receiptText('ar', 'payment'), STYLE).bitmap;

describe.each(PRINTER_PROFILES)('the proof page on %s', (name) => {
  const profile = profileNamed(name);

  it.each(['ar', 'en'] as const)('shows the same Arabic in every way, first %s', (language) => {
    const { bands } = proofPage(profile, language);
    const { rows, unknown } = sheetOf(bands, 'blank');
    // A maker's own status command is not a matter of this page.
    const setup = sheetOf([jobSetup(profile)]).unknown;
    expect(unknown.filter((hex) => !setup.includes(hex))).toEqual([]);
    const middle = Math.floor((profile.dotsPerLine - sentence.width) / 2);
    expect(placesOf(sentence, middle, rows)).toHaveLength(6);
    expect(placesOf(label, profile.dotsPerLine - label.width, rows)).toHaveLength(6);
    expect(bands.flatMap((band) => realTimeHits(band))).toEqual([]);
  });
});

describe('the proof page', () => {
  const profile = profileNamed('epson-80mm-203dpi');

  it('names each way by its command', () => {
    const texts = sheetOf(proofPage(profile, 'en').bands).texts.join('\n');
    for (const command of ['GS v 0', 'ESC * 33', 'ESC &', 'GS ( L 112', 'GS ( L 83']) {
      expect(texts).toContain(command);
    }
    for (const page of ['ESC t 32: PC720', 'ESC t 37: PC864', 'ESC t 50: WPC1256']) {
      expect(texts).toContain(page);
    }
  });

  it('wears out no memory unless told to (digest §1.23)', () => {
    const definesNv = (nv: boolean): boolean =>
      proofPage(profile, 'en', { nv }).bands.some((band) =>
        Buffer.from(band).includes(Buffer.of(0x30, 67, 0x30)),
      );
    expect(definesNv(false)).toBe(false);
    expect(definesNv(true)).toBe(true);
  });

  it('has its texts in both languages', () => {
    expect(Object.keys(ar)).toEqual(Object.keys(en));
    for (const text of [...Object.values(ar), ...Object.values(en)])
      expect(text.trim()).not.toBe('');
  });
});
