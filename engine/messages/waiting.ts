/** Requests for a receipt by message that central has not taken. */
import { join } from 'node:path';
import {
  receiptMessageIdSchema,
  receiptMessageSchema,
  type ReceiptMessage,
  type ReceiptMessageId,
} from '../../contract/receipt-message.ts';
import type { Sealer } from '../journal/sealed.ts';
import { openWaiting, type Waiting } from '../waiting/waiting.ts';

export type WaitingReceiptMessages = Waiting<ReceiptMessageId, ReceiptMessage>;

const FOLDER = 'receipt-messages';
const MOST_WAITING = 500;

export const openWaitingReceiptMessages = (
  dataFolder: string,
  sealer: Sealer,
  most: number = MOST_WAITING,
): WaitingReceiptMessages =>
  openWaiting({
    folder: join(dataFolder, FOLDER),
    sealer,
    most,
    readId: (text) => receiptMessageIdSchema.safeParse(text).data ?? null,
    readContent: (value) => receiptMessageSchema.safeParse(value).data ?? null,
  });
