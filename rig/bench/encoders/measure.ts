/** What other encoders make of the same receipt. */
import { printOnPaper } from '../../../drivers/escpos/simulator/interpreter.ts';
import { makeGlyphs, noGlyphs } from '../../../drivers/escpos/simulator/glyphs.ts';
import { PAPER_DOTS } from '../../../drivers/escpos/simulator/paper.ts';
import { concatBytes } from '../../../drivers/escpos/codec/bytes.ts';
import type { Bitmap } from '../../../drivers/escpos/codec/bitmap.ts';
import { composeReceipt } from '../../../engine/receipts/compose.ts';
import type { ReceiptFacts } from '../../../engine/receipts/facts.ts';
import { layoutFor } from '../../../engine/receipts/layout-for.ts';
import { contentOf, type OtherEncoder, type Step } from './content.ts';
import { nodeThermalPrinter } from './node-thermal-printer.ts';
import { receiptPrinterEncoder } from './receipt-printer-encoder.ts';
import { receiptlineEncoder } from './receiptline.ts';

export const OTHER_ENCODERS: readonly OtherEncoder[] = [
  receiptPrinterEncoder,
  nodeThermalPrinter,
  receiptlineEncoder,
];

export type Measured = {
  readonly encoder: string;
  readonly way: 'Latin as text, Arabic as cropped pictures' | 'the whole paper as one picture';
  readonly bytes: number;
};

/** Our own paper, dot by dot. */
const paperOf = (facts: ReceiptFacts): Bitmap => {
  const paper = printOnPaper(concatBytes(layoutFor()(facts).bands), makeGlyphs());
  const height = Math.ceil(paper.height / 8) * 8;
  const dots = new Uint8Array(PAPER_DOTS * height);
  for (let y = 0; y < paper.height; y++) dots.set(paper.row(y) ?? [], y * PAPER_DOTS);
  return { width: PAPER_DOTS, height, dots };
};

/** Throws where an encoder left something out: fewer bytes would then mean nothing. */
const check = (bytes: Uint8Array, encoder: string, steps: readonly Step[]): void => {
  const { elements } = printOnPaper(bytes, noGlyphs);
  const texts = elements.flatMap((each) => (each.kind === 'text' ? [each.text] : [])).join('\n');
  const codes = elements.flatMap((each) => (each.kind === 'qr' ? [each.text] : []));
  const images = elements.filter(({ kind }) => kind === 'image').length;
  const missing = steps.find(
    (step) =>
      step.kind === 'text' && step.text.split(/\s{2,}/u).some((part) => !texts.includes(part)),
  );
  // One of them draws the QR code itself.
  const drawn = steps.filter(
    (step) => step.kind === 'picture' || (step.kind === 'qr' && !codes.includes(step.data)),
  ).length;
  if (missing !== undefined || images < drawn) {
    throw new Error(`${encoder} left out ${missing?.kind === 'text' ? missing.text : 'a picture'}`);
  }
};

export const measureOthers = async (facts: ReceiptFacts): Promise<readonly Measured[]> => {
  const steps = contentOf(composeReceipt(facts));
  const whole: Step = { kind: 'picture', bitmap: paperOf(facts), align: 'left' };
  const measured: Measured[] = [];
  for (const { name, encode } of OTHER_ENCODERS) {
    const best = await encode(steps);
    check(best, name, steps);
    const picture = await encode([whole]);
    measured.push(
      { encoder: name, way: 'Latin as text, Arabic as cropped pictures', bytes: best.length },
      { encoder: name, way: 'the whole paper as one picture', bytes: picture.length },
    );
  }
  return measured;
};
