import type { NoticeKind } from '../../contract/view.ts';

export interface NoticeAct {
  readonly do: 'retry' | 'back' | 'startOver';
  readonly words: 'retry' | 'reenter' | 'chooseAgain' | 'otherService';
}

const RETRY: NoticeAct = { do: 'retry', words: 'retry' };
const OTHER: NoticeAct = { do: 'startOver', words: 'otherService' };

/** What helps most, first; the engine says which of them it allows. */
const WANTED: Record<NoticeKind, readonly NoticeAct[]> = {
  unknownReference: [
    { do: 'back', words: 'reenter' },
    { do: 'retry', words: 'reenter' },
  ],
  nothingDue: [],
  gatewayAway: [RETRY],
  onlineOnly: [RETRY],
  needsSignedBill: [RETRY],
  exposureCap: [RETRY],
  clockUnsure: [RETRY],
  gatewayTrouble: [RETRY],
  terminalAway: [RETRY],
  billHeld: [RETRY],
  billChanged: [RETRY],
  alreadyPaidHere: [],
  amountNotAccepted: [{ do: 'back', words: 'chooseAgain' }],
  lookupExpired: [RETRY],
  tooManyTries: [RETRY],
  unknownSlip: [],
  unknownReceipt: [{ do: 'back', words: 'reenter' }],
  slipQueued: [RETRY],
  billCodeForged: [],
  billCodeExpired: [RETRY],
  unknownCode: [],
  useTerminal: [],
  eKeyAway: [RETRY],
  eKeyRefused: [RETRY],
  eKeyExpired: [RETRY],
  noDues: [],
};

/** The one main act of a notice. */
export const noticeAct = (
  kind: NoticeKind,
  allowed: { readonly canRetry: boolean; readonly canGoBack: boolean },
): NoticeAct =>
  WANTED[kind].find(
    (act) => (act.do === 'retry' && allowed.canRetry) || (act.do === 'back' && allowed.canGoBack),
  ) ?? OTHER;
