import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Sealed } from '../codec/envelope.ts';
import type { KeyMaterial } from './key.ts';

export const NONCE_BYTES = 16;
const CRYPTO_VERSION = 1;
const MAC_BYTES = 32;
const BLOCK_BYTES = 16;

const ivOf = (key: KeyMaterial, nonce: Uint8Array): Buffer =>
  Buffer.from(key.baseIv.map((byte, i) => byte ^ (nonce[i] ?? 0)));

const macOf = (key: KeyMaterial, plaintext: Uint8Array): Buffer =>
  createHmac('sha256', key.macKey).update(plaintext).digest();

/** Seals the UTF-8 bytes of a whole message; `nonce`: 16 fresh random bytes (nexo digest §12). */
export const seal = (plaintext: Uint8Array, nonce: Uint8Array, key: KeyMaterial): Sealed => {
  if (nonce.length !== NONCE_BYTES) throw new Error('a nonce has 16 bytes');
  const cipher = createCipheriv('aes-256-cbc', key.cipherKey, ivOf(key, nonce));
  const blob = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return {
    NexoBlob: blob.toString('base64'),
    SecurityTrailer: {
      AdyenCryptoVersion: CRYPTO_VERSION,
      KeyIdentifier: key.keyIdentifier,
      KeyVersion: key.keyVersion,
      Nonce: Buffer.from(nonce).toString('base64'),
      Hmac: macOf(key, plaintext).toString('base64'),
    },
  };
};

/** The bytes of canonical base64; anything else is empty, so that no altered letter goes unnoticed. */
const bytesOf = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : Buffer.alloc(0);
};

const decrypt = (blob: Buffer, nonce: Buffer, key: KeyMaterial): Buffer | null => {
  if (nonce.length !== NONCE_BYTES || blob.length === 0 || blob.length % BLOCK_BYTES !== 0)
    return null;
  try {
    const decipher = createDecipheriv('aes-256-cbc', key.cipherKey, ivOf(key, nonce));
    return Buffer.concat([decipher.update(blob), decipher.final()]);
  } catch {
    return null;
  }
};

/**
 * The plaintext, or the one error that there is: whether base64, padding, MAC or key name was wrong is
 * told to nobody (digest §1.17). The MAC is computed in any case, so that time tells little either.
 */
export const unseal = (sealed: Sealed, key: KeyMaterial): Result<Buffer, 'unsealable'> => {
  const trailer = sealed.SecurityTrailer;
  const blob = bytesOf(sealed.NexoBlob);
  const plaintext = decrypt(blob, bytesOf(trailer.Nonce), key);
  const expected = macOf(key, plaintext ?? blob);
  const given = bytesOf(trailer.Hmac);
  const genuine = given.length === MAC_BYTES && timingSafeEqual(given, expected);
  if (
    plaintext === null ||
    !genuine ||
    trailer.AdyenCryptoVersion !== CRYPTO_VERSION ||
    trailer.KeyIdentifier !== key.keyIdentifier ||
    trailer.KeyVersion !== key.keyVersion
  ) {
    plaintext?.fill(0);
    return fail('unsealable');
  }
  return ok(plaintext);
};
