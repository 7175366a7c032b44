import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { secretFile } from './secret-file.ts';

export type KioskKey = {
  /** First 16 hex digits of the public key's SHA-256. */
  readonly keyId: string;
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
  /** Ed25519 over `bytes`, base64url. */
  readonly sign: (bytes: Uint8Array) => string;
};

const NAME = 'kiosk-key.pem';

/** Where the kiosk's signing key lies, for messages. */
export const kioskKeyPath = (dataFolder: string): string => join(dataFolder, 'keys', NAME);

/** The key if there is one; nothing is made. */
export const existingKioskKey = (dataFolder: string): KioskKey | null =>
  existsSync(kioskKeyPath(dataFolder)) ? ensureKioskKey(dataFolder) : null;

/** The kiosk's signing key; made at first use, 0600, never leaves `dataFolder`. */
export const ensureKioskKey = (dataFolder: string): KioskKey => {
  const pem = secretFile(dataFolder, NAME, () =>
    Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
  );
  const privateKey = createPrivateKey(pem);
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = jwk.x ?? '';
  return {
    keyId: createHash('sha256')
      .update(Buffer.from(publicKey, 'base64url'))
      .digest('hex')
      .slice(0, 16),
    publicKey,
    privateKey,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
  };
};
