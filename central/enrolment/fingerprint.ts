import { createHash } from 'node:crypto';
import { fingerprintOf } from '../../contract/identity.ts';

/** Of a raw Ed25519 key, base64url, as people compare it. */
export const keyFingerprint = (publicKey: string): string =>
  fingerprintOf(createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest());
