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
  /** ZVT result or error id (0–255) or a nexo condition (256 and up), where there is one. */
  readonly resultCode: number | null;
};

/** Everything the terminal said during an operation, for the journal: never card data. */
export type TerminalReply = {
  readonly kind: 'intermediateStatus' | 'statusInformation' | 'completion' | 'abort' | 'answer';
  readonly code: number | null;
};

/** A piece of receipt text that the terminal wants printed through us. Never card data. */
export type TerminalReceiptText = {
  readonly for: 'customer' | 'merchant' | 'endOfDay' | 'other';
  readonly lines: readonly string[];
};

export type AuthoriseHooks = {
  /**
   * The name under which this payment can be asked about, where the protocol gives it one (nexo's
   * ServiceID); called before anything is sent. Must make it durable. ZVT names nothing beforehand.
   */
  readonly onReference: (reference: string) => void;
  /**
   * The name of a reversal by which the driver itself takes back an approval that may not be kept (nexo);
   * called before it is sent. Must make it durable: its lost answer can be asked for by this name.
   */
  readonly onTakeBack?: (reference: string) => void;
  /** Each reply as it comes, before it is answered. */
  readonly onReply: (reply: TerminalReply) => void;
  readonly onPrompt: (prompt: CardPrompt) => void;
  /**
   * The approval, before it is acknowledged. Must make it durable first; `accept` sends the
   * acknowledgement, at which the terminal stores the payment (ZVT digest §12.1); `refuse` makes it reverse.
   * Called once per distinct approval; a repeated equal message is answered equally without a second call.
   */
  readonly onApproval: (authorisation: Authorisation) => Promise<'accept' | 'refuse'>;
  /**
   * Receipt text of a terminal that prints through us, before it is acknowledged: must make it durable
   * first, for the terminal stores the payment only after the last of these (ZVT digest §12.1 b).
   */
  readonly onReceiptText: (text: TerminalReceiptText) => Promise<void>;
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
  /** No payment but the closing of a day (ZVT digest §5.6): its numbers, date, time and total say which. */
  readonly endOfDay?: true;
};

export type ReverseOutcome =
  | { readonly kind: 'reversed'; readonly trace: string }
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  /** Typed refusal: already reversed (B4), not possible (B5), … */
  | { readonly kind: 'refused'; readonly resultCode: number }
  | { readonly kind: 'inDoubt'; readonly problem: TerminalProblem };

/** What the terminal says of itself and of its host. */
export type TerminalDiagnosis = {
  /** Ready for payments. */
  readonly ready: boolean;
  /** ZVT terminal status or nexo global status, as the protocol says it; for the technician. */
  readonly status: string;
  readonly hostReachable: boolean | null;
  readonly terminalId: string | null;
  /** Payments the terminal has not yet delivered to its host. */
  readonly undelivered: number | null;
};

/** One end of day: what the terminal counted since the last. */
export type EndOfDayTotals = {
  readonly count: number | null;
  readonly totalFils: number;
  /** Of the first and the last payment as the terminal numbers them; in ZVT the receipt numbers (BMP 60). */
  readonly traceFirst: string | null;
  readonly traceLast: string | null;
};
export type EndOfDayOutcome =
  | { readonly kind: 'closed'; readonly totals: EndOfDayTotals | null }
  /** Nothing left this machine. */
  | { readonly kind: 'notSent'; readonly problem: TerminalProblem }
  /** Typed refusal, e.g. 77 not possible, F0 already open. */
  | { readonly kind: 'refused'; readonly resultCode: number }
  /** It may have closed: ask with `diagnose`, then begin another; a second closing of nothing is harmless. */
  | { readonly kind: 'inDoubt'; readonly problem: TerminalProblem };

/** A card terminal, one operation at a time; a second one is answered `busy`. */
export interface CardTerminal {
  /** Registers so that the kiosk composes the receipt (ZVT digest §5.1, config `3E`). Also after a reconnect. */
  register(): Promise<Result<{ readonly terminalId: string | null }, TerminalProblem>>;
  authorise(amount: Fils, hooks: AuthoriseHooks): Promise<AuthoriseOutcome>;
  /** Asks the terminal to give up the running authorisation. A request, not a fact (§5.9). */
  askAbort(): Promise<void>;
  /**
   * The last outcome. ZVT: repeat receipt, status only (`06 20 … 03 03`), of whatever came last. nexo: the
   * payment or reversal of that reference; with `null` it has nothing to name. `null`: it remembers none.
   */
  lastTransaction(
    reference: string | null,
  ): Promise<Result<LastTransaction | null, TerminalProblem>>;
  /** Full reversal of one payment, matched by receipt number and amount (`06 30`). */
  reverse(
    original: Authorisation,
    hooks: Pick<AuthoriseHooks, 'onReference' | 'onReply' | 'onPrompt' | 'onReceiptText'> & {
      /** The reversal's status before it is acknowledged; must make it durable. */
      readonly onReversal: (trace: string) => Promise<void>;
    },
  ): Promise<ReverseOutcome>;
  /** Status enquiry (`05 01`): the heartbeat. `value` 0 means ready. */
  status(): Promise<Result<{ readonly terminalStatus: number }, TerminalProblem>>;
  /** Asks the terminal about itself and its host; changes nothing. */
  diagnose(): Promise<Result<TerminalDiagnosis, TerminalProblem>>;
  /** Closes the terminal's day: afterwards nothing before it can be reversed. Only with nothing in doubt. */
  endOfDay(hooks: Pick<AuthoriseHooks, 'onReply' | 'onReceiptText'>): Promise<EndOfDayOutcome>;
  close(): Promise<void>;
}
