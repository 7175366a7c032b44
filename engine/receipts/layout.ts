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
import * as parts from './parts.ts';

/** Below the height of a band, so that a line advances by its tallest element (digest §1.16). */
const LINE_SPACING = 16;
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
  profile: PrinterProfile,
): readonly Uint8Array[] => {
  switch (block.kind) {
    case 'emblem':
      return [emblem(profile), esc.feed(20)];
    case 'heading':
      return [parts.stacked(block.text, first, 'centre', parts.LARGE_STYLE, profile), esc.feed(16)];
    case 'title': {
      const { text, copy } = block;
      const title =
        copy === null ? text : { ar: `${text.ar} - ${copy.ar}`, en: `${text.en} - ${copy.en}` };
      return [
        concatBytes([
          parts.rule(2, profile),
          esc.feed(14),
          parts.pair(title, first, parts.STRONG_STYLE, profile),
          parts.rule(1, profile),
          esc.feed(14),
        ]),
      ];
    }
    case 'pair':
      return [parts.pair(block.text, first, parts.PLAIN_STYLE, profile)];
    case 'field':
      return [parts.field(block.label, block.value, first, profile)];
    case 'amount':
      return [
        concatBytes([
          parts.rule(1, profile),
          esc.feed(14),
          parts.pair(block.label, first, parts.STRONG_STYLE, profile),
        ]),
        concatBytes([
          parts.large(block.value, profile),
          esc.feed(18),
          parts.rule(1, profile),
          esc.feed(14),
        ]),
      ];
    case 'state':
      return block.meaning === null
        ? [
            concatBytes([
              parts.rule(1, profile),
              esc.feed(14),
              parts.pair(block.headline, first, parts.FINAL_STYLE, profile),
              parts.rule(2, profile),
            ]),
          ]
        : [
            parts.headline(block.headline, first, profile),
            esc.feed(16),
            parts.stacked(block.meaning, first, 'sides', parts.PLAIN_STYLE, profile),
            esc.feed(14),
          ];
    case 'qr': {
      const code = qrBlock(block.data, profile);
      if (code === null) return [];
      return [code, parts.stacked(block.caption, first, 'centre', parts.PLAIN_STYLE, profile)];
    }
    case 'closing':
      return [esc.feed(16), parts.pair(block.text, first, parts.PLAIN_STYLE, profile)];
    case 'rule':
      return [concatBytes([parts.rule(1, profile), esc.feed(14)])];
    default:
      return unreachable(block);
  }
};

/**
 * The job for a freshly initialised printer (`jobSetup`), without the cut: the driver sets up, asks for
 * proof and cuts. Latin text, digits and amounts are printer text; Arabic is pictures.
 */
export const layoutReceipt = (document: ReceiptDocument, profile: PrinterProfile): PrintJob => ({
  bands: [
    esc.lineSpacing(LINE_SPACING),
    ...document.blocks.flatMap((block) => blockBands(block, document.language, profile)),
  ].filter((band) => band.length > 0),
});
