/** IBM Plex Sans Arabic for the canvas, from the installed package: never from the machine's own fonts. */
import { fileURLToPath } from 'node:url';
import { GlobalFonts } from '@napi-rs/canvas';

export type Weight = 500 | 600 | 700;

const registered = new Set<Weight>();

const family = (script: 'arabic' | 'latin', weight: Weight): string =>
  `khidma-receipt-${script}-${weight}`;

const register = (weight: Weight): void => {
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

/** A canvas `font`: Arabic letters from one face, Latin letters and digits from its companion. */
export const arabicFont = (dots: number, weight: Weight): string => {
  register(weight);
  return `${dots}px ${family('arabic', weight)}, ${family('latin', weight)}`;
};
