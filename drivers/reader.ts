import type { DeviceState } from '../contract/devices.ts';

/** What somebody held before a reader. Personal: it lives in memory for this visit alone, and is never logged. */
export type Scan =
  /** A barcode or QR code; `symbology` is the AIM code's meaning where the reader tells it. */
  | { readonly kind: 'code'; readonly symbology: string | null; readonly text: string }
  /** The machine-readable zone of an identity card (ICAO 9303 TD1), all check digits right. */
  | {
      readonly kind: 'identityCard';
      readonly documentNumber: string;
      /** The holder's personal number, where the issuer puts it (optional data). */
      readonly personalNumber: string | null;
      /** Three letters, e.g. `BHR`. */
      readonly issuer: string;
      /** YYYY-MM-DD. */
      readonly expires: string | null;
    }
  /** A staff or loyalty card's magnetic stripe: one track's text without its sentinels. */
  | { readonly kind: 'staffCard'; readonly track: string }
  /** A bank card: refused and zeroed at the codec; nothing of it is kept. The terminal is the place for it. */
  | { readonly kind: 'bankCard' }
  /** A chip card in the reader; `null` when it was taken out. */
  | { readonly kind: 'chipCard'; readonly atr: string | null }
  /** Something was read and could not be understood. */
  | { readonly kind: 'unreadable'; readonly why: 'checkDigit' | 'tooLong' | 'garbled' };

/** A reader that speaks when somebody holds something before it. */
export interface Reader {
  /** The last state the reader itself, or its heartbeat, reported. */
  readonly state: DeviceState;
  onState(listener: (state: DeviceState) => void): () => void;
  /** Each scan once; a flood is thinned out before it comes here. */
  onScan(listener: (scan: Scan) => void): () => void;
  close(): Promise<void>;
}
