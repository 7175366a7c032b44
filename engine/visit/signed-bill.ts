/** A bill's own signed code, as scanned (`docs/offline-bills.md`). Pure. */
import { createPublicKey, verify } from 'node:crypto';
import type { BilledService, BillKey, Service } from '../../contract/catalogue.ts';
import { askedFor } from '../../contract/asked-for.ts';
import { isBilled } from '../../contract/catalogue.ts';
import { checkWhole } from '../../contract/digits.ts';
import {
  MOST_SIGNED_BILL_CHARACTERS,
  SIGNED_BILL_PREFIX,
  unpackSignedBill,
  type SignedBill,
} from '../../contract/signed-bill.ts';

export type ScannedBill =
  | { readonly kind: 'genuine'; readonly service: BilledService; readonly bill: SignedBill }
  /** Of this form, but nobody in the catalogue signed it. */
  | { readonly kind: 'forged' }
  /** Genuine, perhaps, but of a service that this kiosk does not sell by such codes. */
  | { readonly kind: 'unknown' };

const BASE64URL = /^[A-Za-z0-9_-]+$/u;

const signedBy = (key: BillKey, text: string, signature: string): boolean =>
  verify(
    null,
    Buffer.from(text, 'utf8'),
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );

/**
 * `null` where the text is no signed bill at all. Whether it has expired is not asked here: the gateway
 * may still know better. Only the keys of the bill's own service count: no ministry signs for another.
 */
export const readSignedBill = (text: string, services: readonly Service[]): ScannedBill | null => {
  if (!text.startsWith(`${SIGNED_BILL_PREFIX}.`)) return null;
  const [, keyId, payload, signature, ...more] = text.split('.');
  if (
    text.length > MOST_SIGNED_BILL_CHARACTERS ||
    more.length > 0 ||
    keyId === undefined ||
    payload === undefined ||
    signature === undefined ||
    !BASE64URL.test(payload) ||
    !BASE64URL.test(signature)
  ) {
    return { kind: 'forged' };
  }
  const bill = unpackSignedBill(Buffer.from(payload, 'base64url').toString('utf8'));
  if (bill === null) return { kind: 'forged' };
  const service = services.find(({ id }) => id === bill.serviceId);
  if (service === undefined || !isBilled(service) || service.offline.kind !== 'signedBill') {
    return { kind: 'unknown' };
  }
  const key = service.offline.keys.find((each) => each.keyId === keyId);
  const signed = text.slice(0, text.lastIndexOf('.'));
  if (key === undefined || !signedBy(key, signed, signature)) return { kind: 'forged' };
  const reference = checkWhole(bill.reference, askedFor(service));
  return reference.ok ? { kind: 'genuine', service, bill } : { kind: 'unknown' };
};
