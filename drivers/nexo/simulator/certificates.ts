/** A root and terminal certificates of our own making: Node can sign, but writes no X.509 itself. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import {
  bits,
  der,
  integer,
  octets,
  oid,
  pem,
  sequence,
  set,
  tagged,
  time,
  utf8,
  yes,
} from './der.ts';

const DAY_MS = 86_400_000;

const name = (commonName: string): Buffer =>
  sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))));
const ecdsaWithSha256 = (): Buffer => sequence(oid('1.2.840.10045.4.3.2'));

const extension = (id: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(id), ...(critical ? [yes()] : []), octets(value));

const keyId = (key: KeyObject): Buffer =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();

type Pair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
const newPair = (): Pair => generateKeyPairSync('ec', { namedCurve: 'P-256' });

type Issue = {
  readonly subject: string;
  readonly subjectKey: KeyObject;
  readonly issuer: string;
  readonly issuerKeys: Pair;
  readonly isAuthority: boolean;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

const issue = (what: Issue): string => {
  const usage = what.isAuthority
    ? der(0x03, Buffer.of(1, 0x06)) // certificates and their revocation
    : der(0x03, Buffer.of(7, 0x80)); // digital signature
  const body = sequence(
    tagged(0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ecdsaWithSha256(),
    name(what.issuer),
    sequence(time(what.notBefore), time(what.notAfter)),
    name(what.subject),
    what.subjectKey.export({ type: 'spki', format: 'der' }),
    tagged(
      3,
      sequence(
        extension('2.5.29.19', true, sequence(...(what.isAuthority ? [yes()] : []))),
        extension('2.5.29.15', true, usage),
        extension('2.5.29.14', false, octets(keyId(what.subjectKey))),
        extension('2.5.29.35', false, sequence(der(0x80, keyId(what.issuerKeys.publicKey)))),
      ),
    ),
  );
  const signature = sign('sha256', body, what.issuerKeys.privateKey);
  return pem('CERTIFICATE', sequence(body, ecdsaWithSha256(), bits(signature)));
};

export type TlsIdentity = { readonly cert: string; readonly key: string };

export type Authority = {
  readonly rootPem: string;
  /** A terminal's certificate; `daysValid` negative: expired so many days ago. */
  readonly identity: (commonName: string, daysValid?: number) => TlsIdentity;
};

export const newRootKey = (): string =>
  String(newPair().privateKey.export({ type: 'pkcs8', format: 'pem' }));

/** A root that signs terminals; the same key gives one that earlier kiosks trust too. */
export const createAuthority = (title: string, rootKey: string, nowMs: number): Authority => {
  const root = { privateKey: createPrivateKey(rootKey), publicKey: createPublicKey(rootKey) };
  const from = new Date(nowMs - 400 * DAY_MS);
  const rootPem = issue({
    subject: title,
    subjectKey: root.publicKey,
    issuer: title,
    issuerKeys: root,
    isAuthority: true,
    notBefore: from,
    notAfter: new Date(nowMs + 3_650 * DAY_MS),
  });
  return {
    rootPem,
    identity: (commonName, daysValid = 365) => {
      const own = newPair();
      const cert = issue({
        subject: commonName,
        subjectKey: own.publicKey,
        issuer: title,
        issuerKeys: root,
        isAuthority: false,
        notBefore: from,
        notAfter: new Date(nowMs + daysValid * DAY_MS),
      });
      const key = own.privateKey.export({ type: 'pkcs8', format: 'pem' });
      return { cert, key: String(key) };
    },
  };
};
