/** Services that may be sold without the gateway, and a bill's code that its test key signed. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { BilledService, FreeService } from '../../contract/catalogue.ts';
import type { Fils } from '../../contract/money.ts';
import { signedBillText, type SignedBill } from '../../contract/signed-bill.ts';
import { ewa } from './visit-stage.ts';

/** RFC 8032, 7.1, test 1: a key that everybody knows and nobody uses. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
const privateKey = createPrivateKey({
  key: Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(SEED, 'hex'),
  ]),
  format: 'der',
  type: 'pkcs8',
});

export const billKey = {
  keyId: 'test-1',
  publicKey: createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '',
};

/** As the ministry's printer makes it. */
export const billCode = (bill: SignedBill, keyId = billKey.keyId): string =>
  signedBillText(bill, {
    keyId,
    base64url: (text) => Buffer.from(text, 'utf8').toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
  });

export const signedEwa: BilledService = {
  ...ewa,
  offline: { kind: 'signedBill', validForSeconds: 600, keys: [billKey] },
};

const both = (text: string): { ar: string; en: string } => ({ ar: text, en: text });

export const zakat: FreeService = {
  id: 'zakat',
  title: both('Zakat and donations'),
  ministry: both('Zakat fund'),
  icon: 'giving',
  amount: {
    kind: 'citizen',
    minFils: 1_000 as Fils,
    maxFils: 500_000 as Fils,
    stepFils: 1_000,
  },
  barcodes: [],
  limitFils: 500_000 as Fils,
  offline: { kind: 'citizenSetsAmount', caps: { storedPayments: 2 } },
  again: { kind: 'after', seconds: 0 },
};
