/** A receipt as meaning: what stands on it and in which order, no bytes and no dots. */
import type { Bilingual, Language } from '../../contract/language.ts';

export type ReceiptBlock =
  | { readonly kind: 'emblem' }
  /** Whose receipt this is. */
  | { readonly kind: 'heading'; readonly text: Bilingual }
  /** What this paper is. */
  | { readonly kind: 'title'; readonly text: Bilingual; readonly copy: Bilingual | null }
  /** A short text in both languages, English on the left. */
  | { readonly kind: 'pair'; readonly text: Bilingual }
  | { readonly kind: 'field'; readonly label: Bilingual; readonly value: string }
  | { readonly kind: 'amount'; readonly label: Bilingual; readonly value: string }
  /** What the state is, and what it means for the money where that needs saying. */
  | { readonly kind: 'state'; readonly headline: Bilingual; readonly meaning: Bilingual | null }
  | { readonly kind: 'qr'; readonly data: string; readonly caption: Bilingual }
  | { readonly kind: 'closing'; readonly text: Bilingual }
  | { readonly kind: 'rule' };

export type ReceiptDocument = {
  /** Comes first where the two stand one above the other. */
  readonly language: Language;
  readonly blocks: readonly ReceiptBlock[];
};
