/** What is used of `pcsc-mini`, so that a test can stand in for it. */

export type PcscCard = {
  state(): Promise<{ readonly atr: Uint8Array }>;
  transmit(input: Uint8Array): Promise<Uint8Array>;
  disconnect(then: number): Promise<void>;
};

export type PcscReader = {
  name(): string;
  connect(mode: number): Promise<PcscCard>;
  on(event: 'change', listener: (status: { readonly raw: number }) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
};

export type PcscClient = {
  on(event: 'reader', listener: (reader: PcscReader) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  start(): unknown;
  stop(): void;
};

export type PcscModule = { readonly Client: new () => PcscClient };

/** PC/SC's own numbers. */
export const SHARE_SHARED = 2;
export const LEAVE_CARD = 0;
const STATE_PRESENT = 0x0020;
const STATE_MUTE = 0x0200;

export type CardSlot = {
  readonly card: 'none' | 'present' | 'mute';
  /** How often a card came or went; the same twice is the same card. */
  readonly changes: number;
};

export const readSlot = ({ raw }: { readonly raw: number }): CardSlot => ({
  card: (raw & STATE_PRESENT) === 0 ? 'none' : (raw & STATE_MUTE) === 0 ? 'present' : 'mute',
  changes: raw >>> 16,
});
