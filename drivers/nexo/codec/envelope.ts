import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { headerSchema, type MessageHeader } from './header.ts';

/** No message of a payment comes near this; a longer text is not looked at. */
export const LONGEST_MESSAGE = 1_000_000;

/** What stands in place of a body where the message is sealed (nexo digest §12). */
export const sealedSchema = z.object({
  NexoBlob: z.string(),
  SecurityTrailer: z.object({
    AdyenCryptoVersion: z.number(),
    KeyIdentifier: z.string(),
    KeyVersion: z.number(),
    Nonce: z.string(),
    Hmac: z.string(),
  }),
});
export type Sealed = z.infer<typeof sealedSchema>;

export type Direction = 'request' | 'response';

export type NexoMessage = {
  readonly direction: Direction;
  readonly header: MessageHeader;
  /** Every member beside the header, unread: `PaymentResponse` and what else may stand there. */
  readonly members: Readonly<Record<string, unknown>>;
};

const MEMBER = { request: 'SaleToPOIRequest', response: 'SaleToPOIResponse' } as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The message as it is sealed or sent: one object with one member (digest §3). */
export const writeMessage = (
  direction: Direction,
  header: MessageHeader,
  members: Readonly<Record<string, unknown>>,
): string => JSON.stringify({ [MEMBER[direction]]: { MessageHeader: header, ...members } });

/**
 * Reads any text as a message; unknown members stay unread. `notNexo`: JSON, and no such message. A
 * request where an answer was due is a message too: a cloud reports its errors so (digest §1.12).
 */
export const readMessage = (text: string): Result<NexoMessage, 'notJson' | 'notNexo'> => {
  if (text.length > LONGEST_MESSAGE) return fail('notNexo');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('notJson');
  }
  if (!isObject(value)) return fail('notNexo');
  const present = (['request', 'response'] as const).filter((d) => Object.hasOwn(value, MEMBER[d]));
  const [direction] = present;
  if (direction === undefined || present.length > 1) return fail('notNexo');
  const content = value[MEMBER[direction]];
  if (!isObject(content)) return fail('notNexo');
  const { MessageHeader: rawHeader, ...members } = content;
  const header = headerSchema.safeParse(rawHeader);
  return header.success ? ok({ direction, header: header.data, members }) : fail('notNexo');
};

/** The sealed part of a message, or `null` where it came in clear. */
export const sealedPart = ({ members }: NexoMessage): Sealed | null => {
  const sealed = sealedSchema.safeParse(members);
  return sealed.success ? sealed.data : null;
};

const errorsSchema = z.object({ errors: z.array(z.string()).min(1) });

/** The plain errors of an HTTP answer, e.g. 401 `Nexo Service: crypto error (3)` (digest §2). */
export const readHttpErrors = (text: string): readonly string[] | null => {
  try {
    const parsed = errorsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.errors : null;
  } catch {
    return null;
  }
};
