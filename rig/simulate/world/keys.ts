import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { catalogueKeyOf, type CatalogueKey } from '../../../central/keys.ts';
import type { KioskKey } from '../../../engine/keys/kiosk-key.ts';
import type { KioskId } from './kiosk-ids.ts';

/** PKCS #8 of an Ed25519 key, up to its 32 bytes (RFC 8410). */
const BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKeyOf = (seed: Uint8Array): ReturnType<typeof createPrivateKey> =>
  createPrivateKey({
    key: Buffer.concat([BEFORE_SEED, seed]),
    format: 'der',
    type: 'pkcs8',
  });

const madeKioskKey = (fill: number): KioskKey => {
  const privateKey = privateKeyOf(Buffer.alloc(32, fill));
  const publicKey = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  const raw = Buffer.from(publicKey, 'base64url');
  return {
    keyId: createHash('sha256').update(raw).digest('hex').slice(0, 16),
    publicKey,
    privateKey,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
  };
};

const KIOSK_KEYS: Readonly<Record<KioskId, KioskKey>> = {
  'kiosk-1': madeKioskKey(1),
  'kiosk-2': madeKioskKey(3),
  'kiosk-3': madeKioskKey(4),
};
const CATALOGUE_KEY = catalogueKeyOf(privateKeyOf(Buffer.alloc(32, 2)));

/** A kiosk has the same key in every world: what is signed differs, which key signs it decides nothing. */
export const kioskKey = (id: KioskId): KioskKey => KIOSK_KEYS[id];
export const catalogueKey = (): CatalogueKey => CATALOGUE_KEY;
