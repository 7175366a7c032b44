import type { CardPrompt } from '../../../contract/view.ts';

/** What the citizen should do, for each intermediate status (digest §6.1). */
const PROMPTS: Readonly<Record<number, CardPrompt>> = {
  0x01: 'watchReader',
  0x02: 'watchReader',
  0x03: 'declinedTakeCard', // not accepted
  0x04: 'processing',
  0x05: 'reversing',
  0x06: 'processing',
  0x07: 'declinedTakeCard', // card not admitted
  0x08: 'declinedTakeCard', // card unknown
  0x09: 'declinedTakeCard', // expired
  0x0a: 'presentCard',
  0x0b: 'takeCard',
  0x0c: 'cardNotRead',
  0x0d: 'watchReader', // processing error
  0x0e: 'processing',
  0x0f: 'processing',
  0x10: 'declinedTakeCard', // invalid card
  0x12: 'watchReader', // system malfunction
  0x13: 'declinedTakeCard', // payment not possible
  0x14: 'declinedTakeCard', // credit not sufficient
  0x15: 'wrongPin',
  0x16: 'declinedTakeCard', // limit not sufficient
  0x17: 'processing',
  0x18: 'declinedTakeCard', // PIN try limit exceeded
  0x19: 'cardNotRead', // card data incorrect
  0x1b: 'approvedTakeCard',
  0x1c: 'approvedTakeCard',
  0x1d: 'declinedTakeCard',
  0x26: 'watchReader',
  0x27: 'watchReader',
  0x28: 'watchReader',
  0x29: 'watchReader',
  0x2a: 'presentCard',
  0x2b: 'processing',
  0x2c: 'watchReader',
  0x68: 'processing', // card insertion detected
  0x69: 'watchReader',
  0xc9: 'processing',
  0xca: 'processing',
  0xcc: 'enterPin',
  0xd2: 'processing',
  0xd3: 'processing',
  0xe0: 'watchReader',
  0xe1: 'watchReader',
};

const ONLY_TAKE_CARD = 0x4b;
const NO_TEXT = 0x4a;
/** These prompts still say the right thing when the card is to be taken as well. */
const SAID_WITH_CARD_STILL_IN: ReadonlySet<CardPrompt> = new Set([
  'declinedTakeCard',
  'approvedTakeCard',
  'cardNotRead',
  'reversing',
]);

/** The prompt for `04 FF` with this status; `null`, no change, where the code is not defined. */
export const promptFor = (status: number): CardPrompt | null => {
  const asksForCard = (status >= 0x41 && status <= 0x5d) || status === 0x66 || status === 0x67;
  if (!asksForCard) return PROMPTS[status] ?? null;
  if (status === NO_TEXT) return null;
  if (status === ONLY_TAKE_CARD) return 'takeCard';
  const base = PROMPTS[status - 0x40];
  return base !== undefined && SAID_WITH_CARD_STILL_IN.has(base) ? base : 'takeCard';
};
