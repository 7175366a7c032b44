import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import type { PrintJob, StoredSet } from '../../drivers/receipt-printer.ts';
import { keepPictures } from './arabic-picture.ts';
import type { ReceiptDocument } from './document.ts';
import { fixedDocuments, type KnownTexts } from './fixed-documents.ts';
import { layoutFor, type PaperFacts } from './layout-for.ts';
import { layoutReceipt } from './layout.ts';
import { receiptInk } from './stored-set.ts';

/** How one kiosk prints: what its printer is to keep, and receipts that make use of it. */
export type ReceiptPrinting = {
  readonly layout: (facts: PaperFacts) => PrintJob;
  /** For the driver; `null` where the model keeps nothing. */
  readonly storedSet: StoredSet | null;
};

export const receiptPrinting = (profile: PrinterProfile, known: KnownTexts): ReceiptPrinting => {
  const fixed = fixedDocuments(known);
  const ink = receiptInk(fixed, profile);
  drawOnce(fixed, profile);
  return { layout: layoutFor(profile, ink), storedSet: ink?.set ?? null };
};

/** Draws what every receipt says, once, and keeps it: the rest is drawn for its own paper alone. */
export const drawOnce = (fixed: readonly ReceiptDocument[], profile: PrinterProfile): void => {
  for (const document of fixed) layoutReceipt(document, profile);
  keepPictures();
};
