import type { MessageChannel } from '../../contract/receipt-message.ts';

/** One message as it goes out. */
export type OutgoingMessage = {
  /** The same at every try: whoever carries it can tell a repeat. */
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  /** For e-mail alone. */
  readonly html: string;
};

/** `refused`: it never will be carried, e.g. no such address. `away`: try again later. */
export type Carried = 'accepted' | 'refused' | 'away';

/** Carries messages of one channel out of the house. Never throws. */
export type MessageSender = {
  readonly channel: MessageChannel;
  readonly send: (message: OutgoingMessage) => Promise<Carried>;
  readonly close: () => void;
};
