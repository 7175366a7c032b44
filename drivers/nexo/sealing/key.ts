import { pbkdf2Sync } from 'node:crypto';

/** The secret that kiosk and terminal share; set in the vendor's portal. */
export type NexoKey = {
  readonly keyIdentifier: string;
  readonly keyVersion: number;
  /** ASCII: makers differ in how other characters become bytes (nexo digest §12). */
  readonly passphrase: string;
};

/** What is derived from it once and kept out of logs. */
export type KeyMaterial = {
  readonly keyIdentifier: string;
  readonly keyVersion: number;
  readonly macKey: Buffer;
  readonly cipherKey: Buffer;
  readonly baseIv: Buffer;
};

const SALT = 'AdyenNexoV1Salt';
const ROUNDS = 4_000;

export const deriveKey = ({ keyIdentifier, keyVersion, passphrase }: NexoKey): KeyMaterial => {
  const bytes = pbkdf2Sync(Buffer.from(passphrase, 'latin1'), SALT, ROUNDS, 80, 'sha1');
  return {
    keyIdentifier,
    keyVersion,
    macKey: bytes.subarray(0, 32),
    cipherKey: bytes.subarray(32, 64),
    baseIv: bytes.subarray(64, 80),
  };
};
