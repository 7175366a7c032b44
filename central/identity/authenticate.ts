import type { FastifyReply, FastifyRequest, preValidationAsyncHookHandler } from 'fastify';
import type { Clock } from '../../contract/clock.ts';
import { fail, type Result } from '../../contract/result.ts';
import { sendProblem } from '../problems.ts';
import type { Reads } from '../store/port.ts';
import { findKioskKey } from './kiosks.ts';
import { useNonce } from './nonces.ts';
import {
  type SignatureProblem,
  type SignedRequest,
  type Signer,
  verifyRequest,
} from './request-signature.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The exact bytes of the body; `null` without one. */
    rawBody: Uint8Array | null;
    /** The kiosk whose signature was verified; empty on unsigned routes. */
    kioskId: string;
  }
}

export type AuthenticationDeps = {
  readonly store: Pick<Reads, 'kioskKey' | 'useNonce'>;
  readonly clock: Clock;
  /**
   * Origins under which kiosks know this gateway, e.g. `https://gateway.example`. Without any,
   * `http://` and the `Host` header as sent: a proxy in between must pass that header on.
   */
  readonly publicOrigins: readonly string[];
};

/** Whose freshly signed request it is; else why it is nobody's. Asked twice, it is a replay. */
export const authenticateRequest = async (
  { store, clock }: Pick<AuthenticationDeps, 'store' | 'clock'>,
  request: SignedRequest,
): Promise<Result<Signer, string>> => {
  const verified = await verifyRequest(
    request,
    (kioskId) => findKioskKey(store, kioskId),
    clock.wallMs(),
  );
  if (!verified.ok) return fail(explain(verified.error));
  if (!(await useNonce(store, verified.value, clock.wallMs())))
    return fail('This nonce was used before.');
  return verified;
};

/** Lets only a kiosk's freshly signed request through; anything else ends here and changes nothing. */
export const authenticate =
  (deps: AuthenticationDeps): preValidationAsyncHookHandler =>
  async (request, reply) => {
    const targetUri = targetUriOf(request, deps.publicOrigins);
    if (targetUri === null) return refuse(reply, 'The address is not one of this gateway.');
    const { method, rawBody: body } = request;
    const headers = plainHeaders(request);
    const signer = await authenticateRequest(deps, { method, targetUri, headers, body });
    if (!signer.ok) return refuse(reply, signer.error);
    request.kioskId = signer.value.kioskId;
    return undefined;
  };

const refuse = (reply: FastifyReply, detail: string): FastifyReply =>
  sendProblem(reply, 'notAuthenticated', detail);

/** The address as it was signed; `null`: none of ours. */
export const targetUriOf = (
  request: FastifyRequest,
  publicOrigins: readonly string[],
): string | null => {
  const host = request.headers.host;
  const path = request.raw.url;
  if (host === undefined || path?.startsWith('/') !== true) return null;
  if (publicOrigins.length === 0) return `http://${host}${path}`;
  const origin = publicOrigins.find((candidate) => new URL(candidate).host === host);
  return origin === undefined ? null : `${origin}${path}`;
};

export const plainHeaders = (request: FastifyRequest): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
};

const explain = (problem: SignatureProblem): string => {
  switch (problem.code) {
    case 'notSigned':
      return 'The request is not signed.';
    case 'badSignature':
      return 'The signature does not fit the request.';
    case 'unknownKiosk':
      return 'The kiosk is not enrolled.';
    case 'bodyDiffers':
      return 'The body is not the one that was signed.';
    case 'badNonce':
      return 'The nonce must be 16 to 128 printable characters.';
    case 'stale':
      return `The kiosk's clock is ${String(Math.abs(problem.skewSeconds))} s ${
        problem.skewSeconds < 0 ? 'behind' : 'ahead of'
      } the gateway's, or the request is that old; see the Date header.`;
  }
};
