/** How many bytes the standard receipt takes, and how long they are on the line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bilingualSchema } from '../../contract/language.ts';
import type { Fils } from '../../contract/money.ts';
import type { ReceiptFacts } from '../../engine/receipts/facts.ts';
import { layoutFor } from '../../engine/receipts/layout-for.ts';

const BAUD = 115_200;
/** A byte on an 8N1 line: start bit, eight bits, stop bit. */
const BITS_A_BYTE = 10;

const standardSchema = z.object({
  lines: z.array(bilingualSchema.extend({ value: z.string().optional() })),
  qr: z.string(),
});

const file = join(import.meta.dirname, '../../tests/fixtures/standard-receipt.json');

/** The standard receipt's content as the engine's own facts. */
export const standardReceipt = (): ReceiptFacts => {
  const { lines, qr } = standardSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const at = (label: string): (typeof lines)[number] & { value: string } => {
    const line = lines.find(({ en }) => en === label);
    if (!line) throw new Error(`the standard receipt has no ${label}`);
    return { ...line, value: line.value ?? '' };
  };
  const ministry = at('Electricity and Water Authority');
  const account = at('Account');
  const fils = Math.round(Number(at('Amount').value.replace('BHD ', '').replace('.', ''))) as Fils;
  const [scheme = '', , lastFour = ''] = at('Card').value.split(' ');
  const title = { ar: 'إيصال دفع', en: 'Payment receipt' };
  return {
    language: 'ar',
    kind: 'final',
    copy: false,
    kioskId: 'kiosk-1',
    place: { ar: 'المنامة', en: 'Manama' },
    ministry,
    service: title,
    payerName: at('Name').value,
    lines: [
      {
        title,
        detail: title,
        reference: account.value,
        referenceLabel: { ar: account.ar, en: account.en },
        amountFils: fils,
        postingNumber: null,
      },
    ],
    totalFils: fils,
    date: Date.parse(`${at('Date').value.replace(' ', 'T')}:00+03:00`),
    scheme,
    lastFour,
    authorisationCode: at('Authorisation').value,
    shortPaymentId: at('Payment').value,
    slipUrl: qr,
    queuedUntil: null,
  };
};

export const measureReceipt = (): { readonly bytes: number; readonly seconds: number } => {
  const { bands } = layoutFor()(standardReceipt());
  const bytes = bands.reduce((sum, band) => sum + band.length, 0);
  return { bytes, seconds: (bytes * BITS_A_BYTE) / BAUD };
};
