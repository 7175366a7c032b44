/** Receipts that say only what every receipt of this kiosk says: what is worth keeping in the printer. */
import type { Bilingual } from '../../contract/language.ts';
import type { Fils } from '../../contract/money.ts';
import { composeReceipt } from './compose.ts';
import type { ReceiptDocument } from './document.ts';
import type { ReceiptKind } from './facts.ts';
import { bothTexts } from './texts.ts';

/** What a kiosk knows of its receipts beforehand, the most frequent first. */
export type KnownTexts = {
  readonly place: Bilingual;
  readonly ministries: readonly Bilingual[];
  readonly services: readonly Bilingual[];
  /** What a reference is called: account, fine number … */
  readonly referenceLabels: readonly Bilingual[];
};

/** By how often they are printed. */
const KINDS: readonly ReceiptKind[] = ['final', 'queued', 'checking', 'refused', 'reversed'];
const NOTHING: Bilingual = { ar: '', en: '' };

const ofKind = (kind: ReceiptKind, known: KnownTexts): ReceiptDocument =>
  composeReceipt({
    language: 'ar',
    kind,
    copy: false,
    kioskId: '-',
    place: known.place,
    ministry: NOTHING,
    service: NOTHING,
    payerName: '-',
    lines: [
      {
        title: NOTHING,
        detail: NOTHING,
        reference: '-',
        referenceLabel: known.referenceLabels[0] ?? bothTexts('reference'),
        amountFils: 0 as Fils,
        postingNumber: '-',
      },
    ],
    totalFils: 0 as Fils,
    date: 0,
    scheme: '-',
    lastFour: null,
    authorisationCode: '-',
    shortPaymentId: '-',
    slipUrl: '-',
    queuedUntil: kind === 'queued' ? 0 : null,
  });

const bilingual = (texts: readonly Bilingual[], kind: 'heading' | 'pair'): ReceiptDocument => ({
  language: 'ar',
  blocks: texts.map((text) => ({ kind, text })),
});

/** In the order in which they are worth the printer's memory. */
export const fixedDocuments = (known: KnownTexts): readonly ReceiptDocument[] => {
  const [usual, ...others] = KINDS.map((kind) => ofKind(kind, known));
  const labels: ReceiptDocument = {
    language: 'ar',
    blocks: known.referenceLabels.map((label) => ({ kind: 'field', label, value: '-' })),
  };
  return [
    ...(usual === undefined ? [] : [usual]),
    bilingual(known.ministries, 'heading'),
    labels,
    bilingual(known.services, 'pair'),
    ...others,
  ];
};
