import { z } from 'zod';
import type { RandomBytes } from '../../contract/ids.ts';
import { sealedBox } from '../sealed-box.ts';

/** Whom to remind of what. */
const wishSchema = z.strictObject({
  reference: z.string().max(80),
  address: z.string().max(254),
  /** Ends it; in every message. */
  stopCode: z.string().max(40),
});
export type Wish = z.infer<typeof wishSchema>;

export type ReminderSeal = {
  readonly seal: (reminderId: string, wish: Wish) => Buffer;
  /** `null`: altered, moved to another row, or sealed with another key. */
  readonly open: (reminderId: string, box: Uint8Array) => Wish | null;
  /** The same wish, the same hash. */
  readonly sameAs: (serviceId: string, reference: string, address: string) => Buffer;
};

export const reminderSeal = (secret: Uint8Array, random: RandomBytes): ReminderSeal => {
  const box = sealedBox(secret, 'reminder', random);
  return {
    seal: box.seal,
    open: (reminderId, bytes) => wishSchema.safeParse(box.open(reminderId, bytes)).data ?? null,
    sameAs: (serviceId, reference, address) => box.hash([serviceId, reference, address]),
  };
};
