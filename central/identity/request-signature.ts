import type { KeyObject } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { fail, ok, type Result } from '../../contract/result.ts';
import { contentDigestFits } from './content-digest.ts';
import { verifyBytes } from './ed25519.ts';

/** Why a request is not a kiosk's. None of them says more than a kiosk needs to know. */
export type SignatureProblem =
  | { code: 'notSigned' }
  | { code: 'badSignature' }
  | { code: 'unknownKiosk' }
  | { code: 'bodyDiffers' }
  | { code: 'badNonce' }
  | { code: 'stale'; skewSeconds: number };

export type SignedRequest = {
  readonly method: string;
  /** Absolute, as the kiosk addressed it. */
  readonly targetUri: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The exact bytes, or `null` where there is no body. */
  readonly body: Uint8Array | null;
};

export type Signer = {
  readonly kioskId: string;
  readonly nonce: string;
  readonly createdMs: number;
};

export const MOST_SKEW_MS = 300_000;
const NONCE = /^[\x21-\x7e]{16,128}$/u;
/** Ages are checked here against the injected clock, so the package's own check is opened wide. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * Verifies RFC 9421: exactly one Ed25519 signature over `@method`, `@target-uri` and, with a body,
 * `content-digest`, with created, nonce, keyid and alg. Whether the nonce is fresh is asked elsewhere.
 */
export const verifyRequest = async (
  request: SignedRequest,
  findKeys: (kioskId: string) => Promise<readonly KeyObject[]>,
  nowMs: number,
): Promise<Result<Signer, SignatureProblem>> => {
  const seen: { kioskId: string; nonce: unknown; created: unknown; known: boolean }[] = [];
  const headers = { ...request.headers };
  const lookupErrors: unknown[] = [];
  if (headers['signature'] === undefined || headers['signature-input'] === undefined)
    return fail({ code: 'notSigned' });

  const verified = await httpbis
    .verifyMessage(
      {
        keyLookup: async (params) => {
          const kioskId = typeof params.keyid === 'string' ? params.keyid : '';
          const keys = await findKeys(kioskId).catch((error: unknown) => {
            lookupErrors.push(error);
            return [];
          });
          const { nonce, created } = params;
          seen.push({ kioskId, nonce, created, known: keys.length > 0 });
          return keys.length === 0
            ? null
            : {
                id: kioskId,
                algs: ['ed25519'],
                verify: (data, signature) =>
                  Promise.resolve(keys.some((key) => verifyBytes(key, data, signature))),
              };
        },
        requiredParams: ['created', 'nonce', 'keyid', 'alg'],
        requiredFields: [
          '@method',
          '@target-uri',
          ...(request.body === null ? [] : ['content-digest']),
        ],
        // A parameter such as `;key` would let a component cover less than its name says.
        componentParser: (name, params) => {
          if (params.size > 0) throw new Error(`parameters on ${name}`);
          return null;
        },
        tolerance: NO_LIMIT,
        notAfter: NO_LIMIT,
      },
      { method: request.method, url: request.targetUri, headers },
    )
    // The package throws for anything malformed; whoever sent it, it is not a signed request.
    .catch(() => false);

  // The database failed, not the kiosk.
  if (lookupErrors.length > 0) throw lookupErrors[0];

  const [only, ...others] = seen;
  if (only === undefined || others.length > 0) return fail({ code: 'badSignature' });
  if (!only.known) return fail({ code: 'unknownKiosk' });
  if (verified !== true) return fail({ code: 'badSignature' });
  if (!bodyFits(request)) return fail({ code: 'bodyDiffers' });
  if (typeof only.nonce !== 'string' || !NONCE.test(only.nonce)) return fail({ code: 'badNonce' });
  const createdMs = only.created instanceof Date ? only.created.getTime() : Number.NaN;
  const skewMs = createdMs - nowMs;
  if (Number.isNaN(skewMs)) return fail({ code: 'badSignature' });
  if (Math.abs(skewMs) > MOST_SKEW_MS)
    return fail({ code: 'stale', skewSeconds: Math.round(skewMs / 1000) });
  return ok({ kioskId: only.kioskId, nonce: only.nonce, createdMs });
};

const bodyFits = ({ body, headers }: SignedRequest): boolean => {
  const digest = headers['content-digest'];
  if (digest === undefined) return body === null;
  return contentDigestFits(digest, body ?? new Uint8Array());
};
