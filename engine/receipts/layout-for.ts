import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import type { PrintJob } from '../../drivers/receipt-printer.ts';
import { composeReceipt } from './compose.ts';
import type { ReceiptFacts } from './facts.ts';
import { layoutReceipt } from './layout.ts';

/** Facts straight to a print job for one printer model. */
export const layoutFor =
  (profile: PrinterProfile = epson80mm203dpi): ((facts: ReceiptFacts) => PrintJob) =>
  (facts) =>
    layoutReceipt(composeReceipt(facts), profile);
