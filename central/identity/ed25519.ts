import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

const RAW_KEY = /^[A-Za-z0-9_-]{43}$/u;
const SIGNATURE_BYTES = 64;

const MOST_KEPT = 20_000;
/** Reading a key costs a quarter of checking a signature with it, and depends on nothing else. */
const kept = new Map<string, KeyObject>();

/** The raw 32-byte public key (base64url) as a key object, or `null` where it is none. */
export const publicKeyFromRaw = (raw: string): KeyObject | null => {
  const known = kept.get(raw);
  if (known !== undefined) return known;
  if (!RAW_KEY.test(raw)) return null;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(raw, key);
    return key;
  } catch {
    return null;
  }
};

/** Whether `signature` is `key`'s over exactly `data`. */
export const verifyBytes = (key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === SIGNATURE_BYTES && verify(null, data, key, signature);

/** As `verifyBytes`, over a text's UTF-8 bytes, with the signature in base64url. */
export const verifyText = (key: KeyObject, text: string, signature: string): boolean =>
  /^[A-Za-z0-9_-]{86}$/u.test(signature) &&
  verifyBytes(key, Buffer.from(text, 'utf8'), Buffer.from(signature, 'base64url'));

/** A key's name in a signed document: the first 16 hex digits of its raw public key's SHA-256. */
export const keyIdOf = (rawPublicKey: string): string =>
  createHash('sha256').update(Buffer.from(rawPublicKey, 'base64url')).digest('hex').slice(0, 16);
