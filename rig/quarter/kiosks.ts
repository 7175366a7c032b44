import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { keyIdOf } from '../../central/identity/ed25519.ts';

export type QuarterKiosk = {
  readonly kioskId: string;
  readonly channel: string;
  readonly privateKey: KeyObject;
  /** Raw, base64url. */
  readonly publicKey: string;
  readonly keyId: string;
};

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** One in ten is a counter with staff, one in twenty travels. */
const channelOf = (index: number): string =>
  index % 20 === 7 ? 'mobile-kiosk' : index % 10 === 3 ? 'counter' : 'kiosk';

/** A kiosk whose key comes from the seed: it can sign the same documents in a later run. */
export const quarterKiosk = (seed: string, index: number): QuarterKiosk => {
  const secret = createHash('sha256')
    .update(`kiosk ${seed} ${String(index)}`)
    .digest();
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, secret]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  return {
    kioskId: `KSK-Q${String(index).padStart(4, '0')}`,
    channel: channelOf(index),
    privateKey,
    publicKey,
    keyId: keyIdOf(publicKey),
  };
};
