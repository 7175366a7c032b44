/** From a document to ESC/POS: where everything stands on the paper. */
import { unreachable } from '../../contract/result.ts';
import type { Language } from '../../contract/language.ts';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import * as esc from '../../drivers/escpos/codec/commands.ts';
import { qrCode, qrModules } from '../../drivers/escpos/codec/qr.ts';
import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import type { PrintJob } from '../../drivers/receipt-printer.ts';
import type { ReceiptBlock, ReceiptDocument } from './document.ts';
import { emblem } from './emblem.ts';
import { NOTHING_KEPT, type KeptInk, type Target } from './kept-ink.ts';
import * as parts from './parts.ts';

/** Below the height of a band, so that a line advances by its tallest element (digest §1.16). */
export const LINE_SPACING = 16;
const QR_LEAST_MM = 25;
const QUIET_MODULES = 4;
const MM_PER_INCH = 25.4;

/** Dots a module: at least 25 mm for the code, never wider than the paper with its quiet zone. */
const qrModule = (modules: number, profile: PrinterProfile): number => {
  const wanted = Math.ceil((QR_LEAST_MM * profile.dotsPerInch) / MM_PER_INCH / modules);
  const widest = Math.floor(profile.dotsPerLine / (modules + 2 * QUIET_MODULES));
  return Math.max(1, Math.min(wanted, widest, profile.qrModuleMost));
};

/** `null` where no QR code can hold the address: a receipt without one is better than none. */
const qrBlock = (data: string, profile: PrinterProfile): Uint8Array | null => {
  const modules = qrModules(data);
  if (modules === null) return null;
  const module = qrModule(modules, profile);
  const quiet = esc.feed(QUIET_MODULES * module);
  return concatBytes([
    quiet,
    esc.justify('centre'),
    qrCode(data, module),
    esc.justify('left'),
    quiet,
  ]);
};

/** One or more bands; a break between them is a place to ask for the status. */
const blockBands = (
  block: ReceiptBlock,
  first: Language,
  target: Target,
): readonly Uint8Array[] => {
  switch (block.kind) {
    case 'emblem':
      return [emblem(target), esc.feed(20)];
    case 'heading':
      return [parts.stacked(block.text, first, 'centre', parts.LARGE_STYLE, target), esc.feed(16)];
    case 'title': {
      const { text, copy } = block;
      const title =
        copy === null ? text : { ar: `${text.ar} - ${copy.ar}`, en: `${text.en} - ${copy.en}` };
      return [
        concatBytes([
          parts.rule(2, target),
          esc.feed(14),
          parts.pair(title, first, parts.STRONG_STYLE, target),
          parts.rule(1, target),
          esc.feed(14),
        ]),
      ];
    }
    case 'pair':
      return [parts.pair(block.text, first, parts.PLAIN_STYLE, target)];
    case 'field':
      return [parts.field(block.label, block.value, first, target)];
    case 'amount':
      return [
        concatBytes([
          parts.rule(1, target),
          esc.feed(14),
          parts.pair(block.label, first, parts.STRONG_STYLE, target),
        ]),
        concatBytes([
          parts.large(block.value, target),
          esc.feed(18),
          parts.rule(1, target),
          esc.feed(14),
        ]),
      ];
    case 'state':
      return block.meaning === null
        ? [
            concatBytes([
              parts.rule(1, target),
              esc.feed(14),
              parts.pair(block.headline, first, parts.FINAL_STYLE, target),
              parts.rule(2, target),
            ]),
          ]
        : [
            parts.headline(block.headline, first, target),
            esc.feed(16),
            parts.stacked(block.meaning, first, 'sides', parts.PLAIN_STYLE, target),
            esc.feed(14),
          ];
    case 'qr': {
      const code = qrBlock(block.data, target.profile);
      if (code === null) return [];
      return [code, parts.stacked(block.caption, first, 'centre', parts.PLAIN_STYLE, target)];
    }
    case 'closing':
      return [esc.feed(12), parts.stacked(block.text, first, 'centre', parts.PLAIN_STYLE, target)];
    case 'rule':
      return [concatBytes([parts.rule(1, target), esc.feed(14)])];
    default:
      return unreachable(block);
  }
};

/**
 * The job for a printer that was set up (`jobSetup`), without the cut: the driver sets up, asks for proof and
 * cuts. Latin text, digits and amounts are printer text; Arabic is pictures, as far as the printer does not
 * hold them: the paper is the same either way.
 */
export const layoutReceipt = (
  document: ReceiptDocument,
  profile: PrinterProfile,
  kept: KeptInk = NOTHING_KEPT,
): PrintJob => ({
  bands: [
    esc.lineSpacing(LINE_SPACING),
    ...document.blocks.flatMap((block) => blockBands(block, document.language, { profile, kept })),
  ].filter((band) => band.length > 0),
});
