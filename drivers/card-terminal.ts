import type { Authorisation } from '../contract/payment.ts';
import type { CardPrompt } from '../contract/view.ts';
import type { Fils } from '../contract/money.ts';
import type { Result } from '../contract/result.ts';

/** The link failed or the terminal said something unusable. */
export type TerminalProblem = {
  readonly code:
    | 'notConnected' // no open link; nothing was sent
    | 'noAnswer' // sent, not answered in time
    | 'linkLost' // the link died while waiting
    | 'malformed' // it answered nonsense
    | 'refused' // a typed refusal; `resultCode` says which
    | 'busy'; // another operation runs
  /** ZVT result or error id, 0–255, where there is one. */
  readonly resultCode: number | null;
};

/** Everything the terminal said during an operation, for the journal: never card data. */
export type TerminalReply = {
  readonly kind: 'intermediateStatus' | 'statusInformation' | 'completion' | 'abort' | 'answer';
  readonly code: number | null;
};

export type AuthoriseHooks = {
  /** Each reply as it comes, before it is answered. */
  readonly onReply: (reply: TerminalReply) => void;
  readonly onPrompt: (prompt: CardPrompt) => void;
  /**
   * The approval, before it is acknowledged. Must make it durable first; `accept` sends the
   * acknowledgement, at which the terminal stores the payment (ZVT digest §12.1); `refuse` makes it reverse.
   * Called once per distinct approval; a repeated equal message is answered equally without a second call.
   */
  readonly onApproval: (authorisation: Authorisation) => Promise<'accept' | 'refuse'>;
};

export type AuthoriseOutcome =
  /** Nothing left this machine: not charged, may be tried again. */
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  /** Refused by issuer or terminal; not charged. */
  | { readonly kind: 'declined'; readonly resultCode: number }
  /** Given up by the person, by time, or at our request (ZVT 6C); not charged. */
  | { readonly kind: 'cancelled'; readonly resultCode: number }
  /** Completion came: the terminal kept it. */
  | { readonly kind: 'confirmed'; readonly authorisation: Authorisation }
  /** Silence, a lost link, or an abort after an acknowledged approval. Ask `lastTransaction`. */
  | {
      readonly kind: 'inDoubt';
      readonly problem: TerminalProblem;
      readonly authorisation: Authorisation | null;
    };

/** What the terminal remembers as its last payment or reversal. */
export type LastTransaction = {
  readonly authorisation: Authorisation;
  readonly resultCode: number;
  /** Set when this is a reversal: the trace it reversed (BMP 37). */
  readonly originalTrace: string | null;
};

export type ReverseOutcome =
  | { readonly kind: 'reversed'; readonly trace: string }
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  /** Typed refusal: already reversed (B4), not possible (B5), … */
  | { readonly kind: 'refused'; readonly resultCode: number }
  | { readonly kind: 'inDoubt'; readonly problem: TerminalProblem };

/** A card terminal, one operation at a time; a second one is answered `busy`. */
export interface CardTerminal {
  /** Registers so that the kiosk composes the receipt (ZVT digest §5.1, config `3E`). Also after a reconnect. */
  register(): Promise<Result<{ readonly terminalId: string | null }, TerminalProblem>>;
  authorise(amount: Fils, hooks: AuthoriseHooks): Promise<AuthoriseOutcome>;
  /** Asks the terminal to give up the running authorisation. A request, not a fact (§5.9). */
  askAbort(): Promise<void>;
  /** Repeat receipt, status only (`06 20 … 03 03`). `null`: it remembers none. */
  lastTransaction(): Promise<Result<LastTransaction | null, TerminalProblem>>;
  /** Full reversal of one payment, matched by receipt number and amount (`06 30`). */
  reverse(
    original: Pick<Authorisation, 'receiptNumber' | 'trace' | 'amountFils'>,
    hooks: Pick<AuthoriseHooks, 'onReply' | 'onPrompt'> & {
      /** The reversal's status before it is acknowledged; must make it durable. */
      readonly onReversal: (trace: string) => Promise<void>;
    },
  ): Promise<ReverseOutcome>;
  /** Status enquiry (`05 01`): the heartbeat. `value` 0 means ready. */
  status(): Promise<Result<{ readonly terminalStatus: number }, TerminalProblem>>;
  close(): Promise<void>;
}
