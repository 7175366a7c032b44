import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import type { RandomBytes } from '../../contract/ids.ts';

/** Whom to remind of what. */
const wishSchema = z.strictObject({
  reference: z.string().max(80),
  address: z.string().max(254),
  /** Ends it; in every message. */
  stopCode: z.string().max(40),
});
export type Wish = z.infer<typeof wishSchema>;

export type ReminderSeal = {
  /** Bound to its row: a box moved to another does not open. */
  readonly seal: (reminderId: string, wish: Wish) => Buffer;
  /** `null`: altered, or sealed with another key. */
  readonly open: (reminderId: string, box: Uint8Array) => Wish | null;
  /** The same wish, the same hash; nobody without the key can try numbers against it. */
  readonly sameAs: (serviceId: string, reference: string, address: string) => Buffer;
};

const NONCE = 12;
const TAG = 16;
const KEY = 32;

/** AES-256-GCM under keys derived from central's `secret`. */
export const reminderSeal = (secret: Uint8Array, random: RandomBytes): ReminderSeal => {
  const derived = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `khidma reminder ${purpose}`, KEY));
  const sealing = derived('seal');
  const hashing = derived('same');
  return {
    seal: (reminderId, wish) => {
      const nonce = Buffer.from(random(NONCE));
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(reminderId));
      const body = Buffer.concat([cipher.update(JSON.stringify(wish), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (reminderId, box) => {
      const bytes = Buffer.from(box);
      if (bytes.length < NONCE + TAG) return null;
      const cipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(reminderId))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        const body = Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]);
        return wishSchema.parse(JSON.parse(body.toString('utf8')));
      } catch {
        return null;
      }
    },
    sameAs: (serviceId, reference, address) =>
      createHmac('sha256', hashing)
        .update(JSON.stringify([serviceId, reference, address]))
        .digest(),
  };
};
