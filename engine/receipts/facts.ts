/** What a receipt is made from: everything already decided, nothing looked up here. */
import type { Bilingual, Language } from '../../contract/language.ts';
import type { Fils } from '../../contract/money.ts';

export type ReceiptKind =
  | 'final' // posted
  | 'queued' // charged, not yet posted
  | 'checking' // in doubt: do not pay again
  | 'refused' // charged, refused by the ministry: money goes back
  | 'reversed'; // money went back at the terminal

export type ReceiptLine = {
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly reference: string;
  readonly referenceLabel: Bilingual;
  readonly amountFils: Fils;
  /** The ministry's own number for the posting, once there is one. */
  readonly postingNumber: string | null;
};

export type ReceiptFacts = {
  /** The citizen's: both languages are always printed, theirs comes first. */
  readonly language: Language;
  readonly kind: ReceiptKind;
  /** A reprint: an earlier one may be on paper. */
  readonly copy: boolean;
  readonly kioskId: string;
  readonly place: Bilingual;
  readonly ministry: Bilingual;
  readonly service: Bilingual;
  /** Already masked; left out where it is not known. */
  readonly payerName?: string | null;
  readonly lines: readonly ReceiptLine[];
  readonly totalFils: Fils;
  /** The authorisation's, ms since 1970; printed in Bahrain's time. */
  readonly date: number;
  readonly scheme: string | null;
  readonly lastFour: string | null;
  readonly authorisationCode: string | null;
  readonly shortPaymentId: string;
  /** What the QR holds; `null`: none. ASCII. */
  readonly slipUrl: string | null;
  /** For `queued`: by when it is posted or staff take it up, ms since 1970. */
  readonly queuedUntil: number | null;
  /** The same in hours from the payment, where its date cannot be relied on. */
  readonly queuedHours?: number | null;
  /** The clock was not compared with the gateway's: said beside the date. */
  readonly dateUnverified?: boolean;
};
