/**
 * What an ErrorCondition means for money (nexo digest §7).
 * `declined`, `cancelled`: final, not charged. `unbegun`: refused before any card was asked for.
 * `unfinished`: it still runs. `unknown`: outside the published list, or nonsense here; ask.
 */
export type ConditionMeaning = 'declined' | 'cancelled' | 'unbegun' | 'unfinished' | 'unknown';

/** Numbers from 0x100 up, apart from ZVT's bytes; they stand in the journal and never change. */
const CONDITIONS: Readonly<Record<string, readonly [code: number, meaning: ConditionMeaning]>> = {
  Aborted: [0x101, 'cancelled'],
  Busy: [0x102, 'unbegun'],
  Cancel: [0x103, 'cancelled'],
  DeviceOut: [0x104, 'unbegun'],
  InProgress: [0x105, 'unfinished'],
  InsertedCard: [0x106, 'unbegun'],
  InvalidCard: [0x107, 'declined'],
  LoggedOut: [0x108, 'unbegun'],
  MessageFormat: [0x109, 'unbegun'],
  NotAllowed: [0x10a, 'declined'],
  NotFound: [0x10b, 'unknown'],
  PaymentRestriction: [0x10c, 'declined'],
  Refusal: [0x10d, 'declined'],
  UnavailableDevice: [0x10e, 'unbegun'],
  UnavailableService: [0x10f, 'unbegun'],
  UnreachableHost: [0x110, 'declined'],
  WrongPIN: [0x111, 'declined'],
};

/** Result codes of our own making, beside those of the conditions. */
export const NEXO_RESULT = {
  /** A condition outside the list, or none where one was due. */
  unknownCondition: 0x180,
  /** Less than asked was authorised: taken back (digest §10). */
  partial: 0x181,
  /** Approved with another amount or currency, or without one: taken back. */
  amountDiffers: 0x182,
  /** Approved against a signature, which a kiosk cannot take: taken back (digest §5). */
  signature: 0x183,
  /** Approved, and the kiosk would not have it: taken back. */
  refusedByKiosk: 0x184,
  /** The terminal says that it never got the request (digest §8, Reject). */
  notDelivered: 0x185,
  /** HTTP 401: it could not read what we sealed (digest §2). */
  cryptoError: 0x186,
} as const;

export const BUSY_CODE = 0x102;
export const NOT_FOUND = 'NotFound';

/** Code and meaning of a condition's text; anything unlisted is `unknown`, never an error. */
export const conditionOf = (
  text: string | undefined,
): { readonly code: number; readonly meaning: ConditionMeaning } => {
  const known =
    text !== undefined && Object.hasOwn(CONDITIONS, text) ? CONDITIONS[text] : undefined;
  if (known === undefined) return { code: NEXO_RESULT.unknownCondition, meaning: 'unknown' };
  return { code: known[0], meaning: known[1] };
};
