import type { PrinterProfile } from '../../drivers/escpos/profiles/profile.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import type { PrintJob } from '../../drivers/receipt-printer.ts';
import { forgetPictures } from './arabic-picture.ts';
import { composeReceipt } from './compose.ts';
import type { ReceiptDocument } from './document.ts';
import type { ReceiptFacts } from './facts.ts';
import { composeReminder, type ReminderFacts } from './reminder.ts';
import { composeTawasulSlip, type TawasulFacts } from './tawasul-slip.ts';
import { layoutReceipt } from './layout.ts';
import type { ReceiptInk } from './stored-set.ts';

/** Every paper that a kiosk gives to a citizen. */
export type PaperFacts = ReceiptFacts | ReminderFacts | TawasulFacts;

const compose = (facts: PaperFacts): ReceiptDocument => {
  if (facts.kind === 'reminder') return composeReminder(facts);
  return facts.kind === 'tawasul' ? composeTawasulSlip(facts) : composeReceipt(facts);
};

/** Facts straight to a print job for one printer model; with the short form where it may hold `ink`. */
export const layoutFor =
  (
    profile: PrinterProfile = epson80mm203dpi,
    ink: ReceiptInk | null = null,
  ): ((facts: PaperFacts) => PrintJob) =>
  (facts) => {
    const document = compose(facts);
    try {
      const { bands } = layoutReceipt(document, profile);
      if (ink === null) return { bands };
      const { bands: short } = layoutReceipt(document, profile, ink.kept);
      return { bands, short: { needs: ink.set.name, bands: short } };
    } finally {
      forgetPictures();
    }
  };
