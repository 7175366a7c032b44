import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { join } from 'node:path';
import { dropSecret, hasSecret, moveSecret, secretFile } from './secret-file.ts';

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
const NEXT = 'kiosk-key.next.pem';
const PURPOSE = 'kiosk-key';

/** Where the kiosk's signing key lies, for messages. */
export const kioskKeyPath = (dataFolder: string): string => join(dataFolder, 'keys', NAME);

/** The key if there is one; nothing is made. */
export const existingKioskKey = (dataFolder: string): KioskKey | null =>
  hasSecret(dataFolder, NAME) ? ensureKioskKey(dataFolder) : null;

/** The kiosk's signing key; made at first use, 0600, never leaves `dataFolder`. */
export const ensureKioskKey = (dataFolder: string): KioskKey => keyNamed(dataFolder, NAME);

/** The key that is to follow it; made where there is none. */
export const ensureNextKey = (dataFolder: string): KioskKey => keyNamed(dataFolder, NEXT);

export const existingNextKey = (dataFolder: string): KioskKey | null =>
  hasSecret(dataFolder, NEXT) ? ensureNextKey(dataFolder) : null;

export const dropNextKey = (dataFolder: string): void => {
  dropSecret(dataFolder, NEXT);
};

/** In one step; the old key is gone. */
export const takeNextKey = (dataFolder: string): void => {
  moveSecret(dataFolder, NEXT, NAME);
};

const keyNamed = (dataFolder: string, name: string): KioskKey => {
  const make = (): Buffer =>
    Buffer.from(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const pem = secretFile(dataFolder, name, make, PURPOSE);
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
