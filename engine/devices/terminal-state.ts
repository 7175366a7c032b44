import type { DeviceState } from '../../contract/devices.ts';

/**
 * What would make a terminal sell again. `endOfDay` and `diagnosis` the engine can ask for itself;
 * the rest is for people.
 */
export type TerminalNeed = 'endOfDay' | 'diagnosis' | 'cardOut' | 'setUp' | 'technician';

/** Result codes of a payment that speak of the day, not of the card: none will succeed before it is closed. */
const DAY_MUST_CLOSE: ReadonlySet<number> = new Set([0x6a, 0xb1, 0xf0]);

export const asksForEndOfDay = (resultCode: number): boolean => DAY_MUST_CLOSE.has(resultCode);

/**
 * Refusals with which a terminal speaks of itself, so that no card would have fared better: busy, day to be
 * closed, memory full, a card left in it (ZVT digest §10), and nexo's `Busy`.
 */
const TERMINAL_NOT_READY: ReadonlySet<number> = new Set([
  ...DAY_MUST_CLOSE,
  0x9c,
  0xa0,
  0xb2,
  0xdc,
  0xe1,
  0x102,
]);

export const speaksOfTerminal = (resultCode: number): boolean => TERMINAL_NOT_READY.has(resultCode);

/** ZVT terminal status (digest §10, "Terminal status") in XFS words, and what it needs. */
export const stateOf = (
  terminalStatus: number,
): { readonly state: DeviceState; readonly needs: TerminalNeed | null } => {
  switch (terminalStatus) {
    case 0x00:
    case 0xdc: // a card is inserted: ready all the same
      return { state: 'online', needs: null };
    case 0x9c:
    case 0xe0: // remote maintenance
      return { state: 'deviceBusy', needs: null };
    case 0xe1: // a card is not fully removed
    case 0xe3: // the shutter is closed
      return { state: 'userError', needs: 'cardOut' };
    case 0xb1:
    case 0xf0:
      return { state: 'userError', needs: 'endOfDay' };
    case 0x62: // date or time wrong
    case 0xc2:
      return { state: 'userError', needs: 'diagnosis' };
    case 0x51: // initialisation
    case 0xe4: // activation
      return { state: 'userError', needs: 'setUp' };
    default:
      return { state: 'hardwareError', needs: 'technician' };
  }
};
