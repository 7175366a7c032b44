import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { keyIdOf } from '../../central/identity/ed25519.ts';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

export type SeededKey = {
  readonly privateKey: KeyObject;
  /** Raw, base64url. */
  readonly publicKey: string;
  readonly keyId: string;
};

/** A key that a played kiosk has again in a later run. Never for a real one. */
export const seededKey = (seed: string): SeededKey => {
  const secret = createHash('sha256').update(seed).digest();
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  return { privateKey, publicKey, keyId: keyIdOf(publicKey) };
};
