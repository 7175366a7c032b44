import type { MessageChannel, ReceiptMessageId } from '../../contract/receipt-message.ts';

/** A request of this visit, as its screen may tell it: the address itself is sealed on the disk. */
export type SentMessage = {
  readonly messageId: ReceiptMessageId;
  readonly channel: MessageChannel;
  readonly masked: string;
};
