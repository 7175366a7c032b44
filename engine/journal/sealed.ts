import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
} from 'node:crypto';
import type { RandomBytes } from '../../contract/ids.ts';

/**
 * Personal fields apart from the facts: encrypted, and erasable without breaking the hash chain,
 * because the chain runs over a salted commitment only.
 */
export type Sealed = {
  /** HMAC-SHA256 of the plaintext under a random salt, hex; what the chain holds. */
  readonly commitment: string;
  /** nonce (12) ‖ tag (16) ‖ AES-256-GCM of (salt (32) ‖ plaintext). */
  readonly box: Buffer;
};

export type Sealer = {
  readonly seal: (value: unknown) => Sealed;
  /** The value, or `null` where the box was altered or the key is another. */
  readonly open: (box: Uint8Array) => unknown;
  readonly matches: (box: Uint8Array, commitment: string) => boolean;
};

const NONCE = 12;
const TAG = 16;
const SALT = 32;

const POOL = 4_096;

/** The system's randomness asked for in larger pieces: each question costs as much as sealing does. */
const pooled = (): RandomBytes => {
  let pool = randomBytes(POOL);
  let used = 0;
  return (count) => {
    if (used + count > POOL) {
      pool = randomBytes(POOL);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
};

export const createSealer = (keyBytes: Uint8Array, random: RandomBytes = pooled()): Sealer => {
  const key = createSecretKey(keyBytes);
  const decrypt = (box: Uint8Array): Buffer | null => {
    if (box.length < NONCE + TAG + SALT) return null;
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE));
    decipher.setAuthTag(box.subarray(NONCE, NONCE + TAG));
    try {
      return Buffer.concat([decipher.update(box.subarray(NONCE + TAG)), decipher.final()]);
    } catch {
      return null;
    }
  };
  const commit = (salt: Uint8Array, plain: Uint8Array): string =>
    createHmac('sha256', salt).update(plain).digest('hex');

  return {
    seal: (value) => {
      const fresh = random(NONCE + SALT);
      const nonce = fresh.subarray(0, NONCE);
      const salt = fresh.subarray(NONCE);
      const plain = Buffer.from(JSON.stringify(value), 'utf8');
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = [cipher.update(salt), cipher.update(plain), cipher.final()];
      return {
        // Only the chain asks for it: what waits in the outbox is bound by its document's hash.
        get commitment() {
          return commit(salt, plain);
        },
        box: Buffer.concat([nonce, cipher.getAuthTag(), ...body]),
      };
    },
    open: (box) => {
      const body = decrypt(box);
      return body === null ? null : (JSON.parse(body.subarray(SALT).toString('utf8')) as unknown);
    },
    matches: (box, commitment) => {
      const body = decrypt(box);
      return body !== null && commit(body.subarray(0, SALT), body.subarray(SALT)) === commitment;
    },
  };
};
