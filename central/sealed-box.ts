import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { RandomBytes } from '../contract/ids.ts';

/** What is personal and has to be kept for a while, under a key that stands in no row. */
export type SealedBox = {
  /** Bound to its row: a box moved to another does not open. */
  readonly seal: (rowId: string, value: unknown) => Buffer;
  /** `null`: altered, or sealed with another key. */
  readonly open: (rowId: string, box: Uint8Array) => unknown;
  /** The same value, the same hash; nobody without the key can try numbers against it. */
  readonly hash: (value: unknown) => Buffer;
};

const NONCE = 12;
const TAG = 16;
const KEY = 32;

/** AES-256-GCM and HMAC-SHA-256 under keys derived from central's `secret` for one `purpose`. */
export const sealedBox = (secret: Uint8Array, purpose: string, random: RandomBytes): SealedBox => {
  const derived = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `khidma ${purpose} ${use}`, KEY));
  const sealing = derived('seal');
  const hashing = derived('hash');
  return {
    seal: (rowId, value) => {
      const nonce = Buffer.from(random(NONCE));
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(rowId));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (rowId, box) => {
      const bytes = Buffer.from(box);
      if (bytes.length < NONCE + TAG) return null;
      const cipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, NONCE))
        .setAAD(Buffer.from(rowId))
        .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        const body = Buffer.concat([cipher.update(bytes.subarray(NONCE + TAG)), cipher.final()]);
        return JSON.parse(body.toString('utf8')) as unknown;
      } catch {
        return null;
      }
    },
    hash: (value) => createHmac('sha256', hashing).update(JSON.stringify(value)).digest(),
  };
};
