/** IBM Plex Sans Arabic from the installed package: never the machine's own fonts. */
import { fileURLToPath } from 'node:url';
import { GlobalFonts } from '@napi-rs/canvas';

export type PdfWeight = 400 | 600;

const registered = new Set<PdfWeight>();

const family = (script: 'arabic' | 'latin', weight: PdfWeight): string =>
  `khidma-pdf-${script}-${weight}`;

const register = (weight: PdfWeight): void => {
  if (registered.has(weight)) return;
  for (const script of ['arabic', 'latin'] as const) {
    const file = `@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-${script}-${weight}-normal.woff2`;
    const path = fileURLToPath(import.meta.resolve(file));
    if (GlobalFonts.registerFromPath(path, family(script, weight)) === null) {
      throw new Error(`cannot read the font ${path}`);
    }
  }
  registered.add(weight);
};

/** A canvas `font` of `points`: Latin letters and digits from one face, Arabic from its companion. */
export const pdfFont = (points: number, weight: PdfWeight): string => {
  register(weight);
  return `${points}px ${family('latin', weight)}, ${family('arabic', weight)}`;
};
