/** What a terminal sends, as types. No field can hold card data (digest §13). */

import type { PrintedText } from './receipt-text.ts';
import type { DayTotals } from './totals.ts';

/** CLASS and INSTR of what the terminal sends (digest §6) and of answers (§3). */
export const CONTROL = {
  positiveAnswer: 0x8000,
  intermediateStatus: 0x04ff,
  statusInformation: 0x040f,
  completion: 0x060f,
  abort: 0x061e,
  setTime: 0x0401,
  printLine: 0x06d1,
  printTextBlock: 0x06d3,
} as const;

/** `04 0F` of a payment or reversal; `null` where the terminal left a field out. */
export type StatusInformation = {
  /** BMP 27; 0 is success. */
  readonly resultCode: number | null;
  /** BMP A0: host codes A0–AF come here while BMP 27 says 0 (digest §0.9). */
  readonly hostCode: number | null;
  /** In the currency's minor units. */
  readonly amount: number | null;
  /** Four digits, e.g. `0048`. */
  readonly currency: string | null;
  readonly trace: string | null;
  /** The trace this reversal reverses. */
  readonly originalTrace: string | null;
  readonly receiptNumber: string | null;
  readonly terminalId: string | null;
  /** `MMDD`, the terminal's own. */
  readonly date: string | null;
  /** `HHMMSS`, the terminal's own. */
  readonly time: string | null;
  readonly authorisationCode: string | null;
  readonly cardType: number | null;
  readonly cardName: string | null;
  readonly lastFour: string | null;
  /** BMP 60: this is the closing of a day, not a payment (digest §6.3). */
  readonly totals: DayTotals | null;
  /** Tag 1F26, how the day was closed: 0 normal, 1 forced, 2 by itself. */
  readonly endOfDayMode: number | null;
  /** Tag 1F13, what the terminal asks for: 0 extended diagnosis, 1 end of day, … */
  readonly asksFor: number | null;
  /** The terminal sent a card number in clear; it was wiped. */
  readonly cardNumberNotMasked: boolean;
  /** The BMP from which on nothing could be read, or `null`. */
  readonly unparsedFrom: number | null;
};

export type TerminalMessage =
  /** `80 00` or `84 00`. */
  | { readonly kind: 'positiveAnswer' }
  /** `84 xx`: the error id, or for `84 1E` the code that stands in its data (digest §5.1). */
  | { readonly kind: 'negativeAnswer'; readonly resultCode: number }
  /** `minutes`: a new T4. */
  | {
      readonly kind: 'intermediateStatus';
      readonly status: number | null;
      readonly minutes: number | null;
    }
  | { readonly kind: 'statusInformation'; readonly status: StatusInformation }
  /** What `data` means depends on the command it ends: see `readCompletion…`. */
  | { readonly kind: 'completion'; readonly data: Uint8Array }
  | { readonly kind: 'abort'; readonly resultCode: number | null }
  | { readonly kind: 'setTime'; readonly date: string | null; readonly time: string | null }
  /** `06 D1` or `06 D3`: receipt text, card numbers hidden. */
  | { readonly kind: 'print'; readonly text: PrintedText }
  | { readonly kind: 'unknown'; readonly control: number };

export type Reply = Extract<TerminalMessage, { kind: 'positiveAnswer' | 'negativeAnswer' }>;
