/**
 * Issuer ranges of payment cards (ISO/IEC 7812), as first and last six digits. Wide on purpose: what
 * is refused here is a staff card of an odd number at worst.
 */
const RANGES: readonly (readonly [number, number])[] = [
  [100_000, 199_999], // UATP
  [220_000, 220_499], // Mir
  [222_100, 272_099], // Mastercard
  [300_000, 309_999], // Diners Club
  [340_000, 349_999], // American Express
  [352_800, 358_999], // JCB
  [360_000, 369_999], // Diners Club
  [370_000, 379_999], // American Express
  [380_000, 399_999], // Diners Club
  [400_000, 499_999], // Visa
  [500_000, 699_999], // Mastercard, Maestro, Discover, UnionPay, domestic debit schemes
  [810_000, 829_999], // UnionPay, RuPay
  [979_200, 979_299], // Troy
];

/** Digits that say whose card it is. */
export const IIN_LENGTH = 6;

/** Whether six first digits are of a payment card's issuer. */
export const isPaymentIin = (iin: number): boolean =>
  RANGES.some(([from, to]) => iin >= from && iin <= to);
