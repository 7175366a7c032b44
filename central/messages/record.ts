import { createHash } from 'node:crypto';
import type { Service } from '../../contract/catalogue.ts';
import { readSlipCode } from '../../contract/ids.ts';
import { type PaymentDocument, paymentDocumentSchema } from '../../contract/payment.ts';
import {
  MOST_RECEIPT_MESSAGES,
  type ReceiptMessage,
  type ReceiptMessageId,
  type ReceiptMessageTaken,
} from '../../contract/receipt-message.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { recordAudit } from '../audit/record.ts';
import type { Database } from '../database/schema.ts';
import { writing } from '../database/writing.ts';
import { recordReminders, type ReminderDeps } from '../reminders/record.ts';
import type { MessageSeal } from './seal.ts';
import type { Reads } from '../store/port.ts';

const contentOf = (content: ReceiptMessage): readonly unknown[] => [
  ...[content.paymentId, content.slipCode, content.to.channel, content.to.address],
  ...[content.language, content.askedAt, content.remind],
];

type RecordDeps = {
  readonly db: Database;
  readonly store: Pick<Reads, 'receipt'>;
  readonly seal: MessageSeal;
  readonly reminders: ReminderDeps;
  readonly services: readonly Service[];
};

/** The payment that this slip's code opens, or `null`. */
const documentOf = async (
  store: Pick<Reads, 'receipt'>,
  slipCode: string,
): Promise<PaymentDocument | null> => {
  const code = readSlipCode(slipCode) ?? '';
  const found = await store.receipt(createHash('sha256').update(code).digest('hex'));
  return found === null ? null : paymentDocumentSchema.parse(JSON.parse(found.document));
};

/**
 * Takes a request once: the same again gets the first answer. `notPosted`: no posted payment has this id
 * and this slip's code. `tooMany`: as many as one payment may have.
 */
export const recordMessage = async (
  { db, store, seal, reminders, services }: RecordDeps,
  kioskId: string,
  messageId: ReceiptMessageId,
  content: ReceiptMessage,
  nowMs: number,
): Promise<Result<ReceiptMessageTaken, 'differs' | 'notPosted' | 'tooMany'>> => {
  const document = await documentOf(store, content.slipCode);
  if (document?.paymentId !== content.paymentId) return fail('notPosted');
  const comeAgain = document.lines.filter(
    ({ serviceId }) => services.find(({ id }) => id === serviceId)?.reminders === true,
  );
  return writing(db, nowMs, async (transaction) => {
    const sha256 = seal.hash(contentOf(content));
    const known = await transaction
      .selectFrom('outgoing_message')
      .select(['message_id', 'kiosk_id', 'content_sha256', 'taken_at_ms'])
      .where('payment_id', '=', content.paymentId)
      .execute();
    const first = known.find((each) => each.message_id === messageId);
    if (first !== undefined) {
      const same = first.kiosk_id === kioskId && sha256.equals(first.content_sha256);
      const takenAt = new Date(first.taken_at_ms).toISOString();
      return same ? ok({ messageId, takenAt }) : fail('differs');
    }
    if (known.length >= MOST_RECEIPT_MESSAGES) return fail('tooMany');
    const inserted = await transaction
      .insertInto('outgoing_message')
      .values({
        message_id: messageId,
        kiosk_id: kioskId,
        payment_id: content.paymentId,
        content_sha256: sha256,
        channel: content.to.channel,
        sealed: seal.seal(messageId, { address: content.to.address, slipCode: content.slipCode }),
        language: content.language,
        taken_at_ms: nowMs,
        state: 'waiting',
        tries: 0,
        next_at_ms: nowMs,
        ended_at_ms: null,
      })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst();
    // Under this id of another payment's.
    if (inserted.numInsertedOrUpdatedRows !== 1n) return fail('differs');
    if (content.remind) {
      const { to, language } = content;
      await recordReminders(transaction, comeAgain, to, language, nowMs, reminders);
    }
    const detail = content.to.channel;
    const entry = {
      subject: messageId,
      actor: kioskId,
      action: 'receiptMessageTaken',
      detail,
    } as const;
    await recordAudit(transaction, [entry], nowMs);
    return ok({ messageId, takenAt: new Date(nowMs).toISOString() });
  });
};
