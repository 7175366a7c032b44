export type CardName = 'visa' | 'mastercard' | 'benefit';

export type Card = {
  readonly name: CardName;
  /** BMP 8B. */
  readonly label: string;
  /** BMP 8A, where the scheme is in the standard's list (ZVT digest §10). */
  readonly zvtType: number | null;
  /** Published test numbers; the domestic one is invented. They leave only E-masked, but for the mishap `fullPan`. */
  readonly pan: string;
  /** TLV tag 43. The domestic scheme's is invented, in the range for unregistered use (F0…). */
  readonly applicationId: readonly number[];
  /** Tag 1F10: how the holder was checked; 0 none, 2 online PIN. */
  readonly authentication: number;
  /** Tag 1F12: 1 chip, 2 contactless. */
  readonly reading: number;
};

export const CARDS: Readonly<Record<CardName, Card>> = {
  visa: {
    name: 'visa',
    label: 'VISA',
    zvtType: 10,
    pan: '4242424242424242',
    applicationId: [0xa0, 0, 0, 0, 0x03, 0x10, 0x10],
    authentication: 0,
    reading: 2,
  },
  mastercard: {
    name: 'mastercard',
    label: 'MASTERCARD',
    zvtType: 6,
    pan: '5555555555554444',
    applicationId: [0xa0, 0, 0, 0, 0x04, 0x10, 0x10],
    authentication: 2,
    reading: 1,
  },
  benefit: {
    name: 'benefit',
    label: 'BENEFIT',
    zvtType: null,
    pan: '9999990000001235',
    applicationId: [0xf0, 0x42, 0x45, 0x4e, 0x45, 0x46, 0x49, 0x54],
    authentication: 2,
    reading: 1,
  },
};

/** Which card comes by itself the n-th time. */
export const cardInTurn = (n: number): CardName =>
  (['visa', 'benefit', 'mastercard'] as const)[n % 3] ?? 'visa';

/** Six digits that differ from one trace to the next and are the same again for the same seed. */
export const authorisationCode = (seed: number, trace: number): string => {
  let mixed = Math.imul(seed ^ (trace * 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  mixed ^= mixed >>> 16;
  return String((mixed >>> 0) % 1_000_000).padStart(6, '0');
};
