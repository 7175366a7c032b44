/** A reference client of the gateway, for tests: how a kiosk signs requests and documents. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import type { Clock } from '../../contract/clock.ts';
import type { SignedDocument } from '../../contract/payment.ts';
import { contentDigest } from '../identity/content-digest.ts';
import { keyIdOf } from '../identity/ed25519.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';

/** What a test may do differently from an honest kiosk. */
export type Oddity = {
  readonly keyId?: string;
  readonly nonce?: string;
  readonly createdMs?: number;
  readonly fields?: readonly string[];
  readonly params?: readonly string[];
  readonly alg?: string;
};

export type KioskClient = {
  readonly kioskId: string;
  readonly publicKey: string;
  /** Headers of a freshly signed request. */
  readonly headers: (
    method: Method,
    url: string,
    body?: string,
    oddity?: Oddity,
  ) => Promise<Record<string, string>>;
  readonly call: (method: Method, path: string, body?: unknown, oddity?: Oddity) => Promise<Reply>;
  readonly signDocument: (content: unknown) => SignedDocument;
  /** The kiosk's signature over a text, base64url. */
  readonly signText: (text: string) => string;
};

export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
};

export const toReply = async (response: Response): Promise<Reply> => {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text === '' ? null : (JSON.parse(text) as unknown),
  };
};

/** A kiosk with a key of its own that talks to the gateway at `baseUrl` (no trailing slash). */
export const makeKiosk = (kioskId: string, baseUrl: string, clock: Clock): KioskClient => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const headers: KioskClient['headers'] = async (method, url, body, oddity = {}) => {
    const plain: Record<string, string> =
      body === undefined
        ? {}
        : {
            'content-type': 'application/json',
            'content-digest': contentDigest(Buffer.from(body, 'utf8')),
          };
    const { headers: signed } = await httpbis.signMessage(
      {
        key: {
          id: oddity.keyId ?? kioskId,
          alg: oddity.alg ?? 'ed25519',
          sign: (data) => Promise.resolve(sign(null, data, privateKey)),
        },
        fields: [
          ...(oddity.fields ?? [
            '@method',
            '@target-uri',
            ...(body === undefined ? [] : ['content-digest']),
          ]),
        ],
        params: [...(oddity.params ?? ['created', 'nonce', 'keyid', 'alg'])],
        paramValues: {
          created: new Date(oddity.createdMs ?? clock.wallMs()),
          nonce: oddity.nonce ?? randomBytes(16).toString('base64url'),
        },
      },
      { method, url, headers: plain },
    );
    return Object.fromEntries(
      Object.entries(signed).map(([name, value]) => [name, [value].flat().join(', ')]),
    );
  };
  return {
    kioskId,
    publicKey: rawPublicKey(publicKey),
    headers,
    call: async (method, path, body, oddity) => {
      const url = `${baseUrl}${path}`;
      const text = body === undefined ? undefined : JSON.stringify(body);
      const init = { method, headers: await headers(method, url, text, oddity) };
      return toReply(await fetch(url, text === undefined ? init : { ...init, body: text }));
    },
    signText: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url'),
    signDocument: (content) => {
      const document = JSON.stringify(content);
      const signature = sign(null, Buffer.from(document, 'utf8'), privateKey);
      return {
        document,
        keyId: keyIdOf(rawPublicKey(publicKey)),
        signature: signature.toString('base64url'),
      };
    },
  };
};

const rawPublicKey = (key: KeyObject): string => {
  const { x } = key.export({ format: 'jwk' });
  if (x === undefined) throw new Error('not an Ed25519 key');
  return x;
};
