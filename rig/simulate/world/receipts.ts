import { lineFeed, text } from '../../../drivers/escpos/codec/commands.ts';
import { concatBytes } from '../../../drivers/escpos/codec/bytes.ts';
import type { PaperFacts } from '../../../engine/receipts/layout-for.ts';
import type { ReceiptPrinting } from '../../../engine/receipts/receipt-printing.ts';

const wordsOf = (facts: PaperFacts): readonly (readonly string[])[] =>
  facts.kind === 'tawasul'
    ? [[facts.kind, facts.trackingNumber]]
    : facts.kind === 'reminder'
      ? [[facts.kind, facts.service.en]]
      : [
          [facts.kind, facts.shortPaymentId],
          ...facts.lines.map(({ reference, amountFils }) => [reference, String(amountFils)]),
          ['total', String(facts.totalFils)],
          [facts.slipUrl ?? ''],
        ];

/**
 * Receipts as a few plain lines. Drawing Arabic took half of all simulated time and decides nothing about
 * money; what a receipt looks like has tests of its own.
 */
export const plainReceipts: ReceiptPrinting = {
  storedSet: null,
  layout: (facts) => ({
    bands: wordsOf(facts).map((words) => concatBytes([text(words.join(' ')), lineFeed()])),
  }),
};
