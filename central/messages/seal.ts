import { z } from 'zod';
import type { RandomBytes } from '../../contract/ids.ts';
import { sealedBox } from '../sealed-box.ts';

/** To whom, and what the link in it opens. */
const envelopeSchema = z.strictObject({
  address: z.string().max(254),
  slipCode: z.string().max(40),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export type MessageSeal = {
  readonly seal: (messageId: string, envelope: Envelope) => Buffer;
  /** `null`: altered, moved to another row, or sealed with another key. */
  readonly open: (messageId: string, box: Uint8Array) => Envelope | null;
  /** The same request, the same hash. */
  readonly hash: (content: unknown) => Buffer;
};

export const messageSeal = (secret: Uint8Array, random: RandomBytes): MessageSeal => {
  const box = sealedBox(secret, 'message', random);
  return {
    seal: box.seal,
    open: (messageId, bytes) => envelopeSchema.safeParse(box.open(messageId, bytes)).data ?? null,
    hash: box.hash,
  };
};
