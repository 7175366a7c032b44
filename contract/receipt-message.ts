/** A receipt by text message or e-mail: asked for at the kiosk, sent by central once it has the payment. */
import { z } from 'zod';
import { paymentIdSchema, slipCodeSchema } from './ids.ts';
import { languageSchema } from './language.ts';

export const messageChannelSchema = z.enum(['sms', 'email']);
export type MessageChannel = z.infer<typeof messageChannelSchema>;

/** UUIDv7, made by the kiosk: by it a request that is sent twice is taken once. */
export const receiptMessageIdSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u)
  .brand<'ReceiptMessageId'>()
  .meta({ description: 'UUIDv7 in lower case' });
export type ReceiptMessageId = z.infer<typeof receiptMessageIdSchema>;

/** E.164: `+97336123456`. */
export const phoneAddressSchema = z.string().regex(/^\+[1-9][0-9]{6,14}$/u);
export const emailAddressSchema = z.email().max(254);

export const messageAddressSchema = z.discriminatedUnion('channel', [
  z.strictObject({ channel: z.literal('sms'), address: phoneAddressSchema }),
  z.strictObject({ channel: z.literal('email'), address: emailAddressSchema }),
]);
export type MessageAddress = z.infer<typeof messageAddressSchema>;

/**
 * `PUT /v1/receipt-messages/{messageId}`: the same content, the same answer. `notFound`: the payment has not
 * been posted yet, so ask again later.
 */
export const receiptMessageSchema = z.strictObject({
  paymentId: paymentIdSchema,
  /** Proves that the payment's own slip is meant, and opens the receipt for whoever gets the message. */
  slipCode: slipCodeSchema,
  to: messageAddressSchema,
  language: languageSchema,
  /** To be told too before what the same references owe next is due; for a year, or until stopped. */
  remind: z.boolean().default(false),
  /** By the kiosk's clock. */
  askedAt: z.iso.datetime(),
});
export type ReceiptMessage = z.infer<typeof receiptMessageSchema>;

export const receiptMessageTakenSchema = z.object({
  messageId: receiptMessageIdSchema,
  takenAt: z.iso.datetime(),
});
export type ReceiptMessageTaken = z.infer<typeof receiptMessageTakenSchema>;

/** So many for one payment: a kiosk is no place to write to strangers from. */
export const MOST_RECEIPT_MESSAGES = 3;
