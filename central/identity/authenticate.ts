import type { KeyObject } from 'node:crypto';
import type { FastifyRequest, preValidationAsyncHookHandler } from 'fastify';
import type { Clock } from '../../contract/clock.ts';
import type { GatewayProblemCode } from '../../contract/gateway.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { sendProblem } from '../problems.ts';
import type { Reads } from '../store/port.ts';
import { publicKeyFromRaw } from './ed25519.ts';
import { findKiosk } from './kiosks.ts';
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
    /** Whether that kiosk is revoked. */
    revoked: boolean;
  }
  interface FastifyContextConfig {
    /** Also a revoked kiosk is heard. */
    evenRevoked?: boolean;
  }
}

export type AuthenticationDeps = {
  readonly store: Pick<Reads, 'kioskKeys' | 'revokedKeys' | 'useNonce'>;
  readonly clock: Clock;
  /**
   * Origins under which kiosks know this gateway, e.g. `https://gateway.example`. Without any,
   * `http://` and the `Host` header as sent: a proxy in between must pass that header on.
   */
  readonly publicOrigins: readonly string[];
};

/** Why a request is nobody's; `replayed`: its nonce was used before. */
export type AuthenticationProblem = SignatureProblem | { readonly code: 'replayed' };

/** Whose request it is; a revoked kiosk is known still, so that its payments can be set apart. */
export type KioskSigner = Signer & { readonly revoked: boolean };

/** Whose freshly signed request it is; else why it is nobody's. */
export const authenticateRequest = async (
  { store, clock }: Pick<AuthenticationDeps, 'store' | 'clock'>,
  request: SignedRequest,
): Promise<Result<KioskSigner, AuthenticationProblem>> => {
  let revoked = false;
  const findKeys = async (kioskId: string): Promise<readonly KeyObject[]> => {
    const found = await findKiosk(store, kioskId);
    revoked = found?.revoked === true;
    return found?.keys ?? [];
  };
  // A key that was revoked is heard as such, also where another machine has its kiosk's name by now.
  const findRevoked = async (kioskId: string): Promise<readonly KeyObject[]> => {
    const keys = await store.revokedKeys(kioskId);
    return keys.map(publicKeyFromRaw).filter((key) => key !== null);
  };
  let verified = await verifyRequest(request, findKeys, clock.wallMs());
  if (!verified.ok && verified.error.code === 'badSignature') {
    const before = await verifyRequest(request, findRevoked, clock.wallMs());
    if (before.ok) [verified, revoked] = [before, true];
  }
  if (!verified.ok) return verified;
  if (!(await useNonce(store, verified.value, clock.wallMs()))) return fail({ code: 'replayed' });
  return ok({ ...verified.value, revoked });
};

/** Lets only a kiosk's freshly signed request through; anything else ends here and changes nothing. */
export const authenticate =
  (deps: AuthenticationDeps): preValidationAsyncHookHandler =>
  async (request, reply) => {
    const targetUri = targetUriOf(request, deps.publicOrigins);
    if (targetUri === null)
      return sendProblem(reply, 'notAuthenticated', 'The address is not one of this gateway.');
    const { method, rawBody: body } = request;
    const headers = plainHeaders(request);
    const signer = await authenticateRequest(deps, { method, targetUri, headers, body });
    if (!signer.ok) {
      const { code, detail } = refusalOf(signer.error);
      return sendProblem(reply, code, detail);
    }
    const { kioskId, revoked } = signer.value;
    request.kioskId = kioskId;
    request.revoked = revoked;
    if (revoked && request.routeOptions.config.evenRevoked !== true)
      return sendProblem(reply, 'kioskRevoked');
    return undefined;
  };

/** What a kiosk is told of it. */
export const refusalOf = (
  problem: AuthenticationProblem,
): { readonly code: GatewayProblemCode; readonly detail: string } => ({
  code: problem.code === 'unknownKiosk' ? 'notEnrolled' : 'notAuthenticated',
  detail: explain(problem),
});

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

const explain = (problem: AuthenticationProblem): string => {
  switch (problem.code) {
    case 'notSigned':
      return 'The request is not signed.';
    case 'badSignature':
      return 'The signature does not fit the request.';
    case 'unknownKiosk':
      return 'The kiosk is not enrolled.';
    case 'bodyDiffers':
      return 'The body is not the one that was signed.';
    case 'replayed':
      return 'This nonce was used before.';
    case 'badNonce':
      return 'The nonce must be 16 to 128 printable characters.';
    case 'stale':
      return `The kiosk's clock is ${String(Math.abs(problem.skewSeconds))} s ${
        problem.skewSeconds < 0 ? 'behind' : 'ahead of'
      } the gateway's, or the request is that old; see the Date header.`;
  }
};
