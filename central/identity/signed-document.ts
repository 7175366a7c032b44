import type { KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { SignedDocument } from '../../contract/payment.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { verifyText } from './ed25519.ts';

/** What a document must agree with: the address it was sent to and the kiosk that sent it. */
export type Sender = {
  readonly paymentId: string;
  readonly kioskId: string;
  /** The kiosk's key that the document names, or `null` where it never had such a key. */
  readonly key: KeyObject | null;
};

/** The document's content, where a key of the sender's own signed its exact text; else why not. */
export const openDocument = <T extends { paymentId: string; kioskId: string }>(
  signed: SignedDocument,
  schema: z.ZodType<T>,
  sender: Sender,
): Result<T, string> => {
  if (sender.key === null) return fail('The key is not one of the sending kiosk’s.');
  if (!verifyText(sender.key, signed.document, signed.signature))
    return fail('The document’s signature does not fit.');
  const parsed = schema.safeParse(parseJson(signed.document));
  if (!parsed.success) {
    const paths = parsed.error.issues.map(({ path }) => path.join('.') || 'document');
    return fail(`Not as the contract says: ${[...new Set(paths)].slice(0, 10).join(', ')}`);
  }
  if (parsed.data.paymentId !== sender.paymentId)
    return fail('The document is of another payment than its address.');
  if (parsed.data.kioskId !== sender.kioskId) return fail('The document is another kiosk’s.');
  return ok(parsed.data);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
