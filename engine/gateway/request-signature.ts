import { createHash, sign } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import type { Clock } from '../../contract/clock.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';

/** `sha-256=:…:` of RFC 9530 over the exact body. */
export const contentDigest = (body: string): string =>
  `sha-256=:${createHash('sha256').update(body, 'utf8').digest('base64')}:`;

export type RequestSigner = (request: {
  readonly method: string;
  readonly url: string;
  /** JSON text, or `null` for a request without a body. */
  readonly body: string | null;
}) => Promise<Record<string, string>>;

/**
 * RFC 9421 headers for one attempt: `@method`, `@target-uri` and the body's digest under the kiosk's
 * key, with creation time and nonce, so that an attempt can be neither altered nor replayed.
 */
export const createRequestSigner = (deps: {
  readonly kioskId: string;
  readonly key: KioskKey;
  readonly clock: Clock;
  readonly random: RandomBytes;
}): RequestSigner => {
  return async ({ method, url, body }) => {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (body !== null) {
      headers['content-type'] = 'application/json';
      headers['content-digest'] = contentDigest(body);
    }
    const signed = await httpbis.signMessage(
      {
        key: {
          id: deps.kioskId,
          alg: 'ed25519',
          sign: (data) => Promise.resolve(sign(null, data, deps.key.privateKey)),
        },
        name: 'kiosk',
        fields: ['@method', '@target-uri', ...(body === null ? [] : ['content-digest'])],
        params: ['created', 'nonce', 'keyid', 'alg'],
        paramValues: {
          created: new Date(deps.clock.wallMs()),
          nonce: Buffer.from(deps.random(18)).toString('base64url'),
        },
      },
      { method, url, headers },
    );
    return signed.headers;
  };
};
