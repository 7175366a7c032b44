import type { preValidationAsyncHookHandler } from 'fastify';
import type { Clock } from '../../contract/clock.ts';
import type { Database } from '../database/schema.ts';
import { sendProblem } from '../problems.ts';
import type { Reads } from '../store/port.ts';
import { plainHeaders, targetUriOf } from './authenticate.ts';
import { publicKeyFromRaw } from './ed25519.ts';
import { useNonce } from './nonces.ts';
import { verifyRequest } from './request-signature.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The operator whose signature was verified; empty elsewhere. */
    operator: string;
  }
}

/**
 * Lets only an enrolled operator's freshly signed request through: signed as a kiosk signs, `keyid` being
 * the operator's name and the key the one with which they sign decisions.
 */
export const authenticateOperator =
  (deps: {
    readonly db: Database;
    readonly store: Pick<Reads, 'useNonce'>;
    readonly clock: Clock;
    readonly publicOrigins: readonly string[];
  }): preValidationAsyncHookHandler =>
  async (request, reply) => {
    const { db, store, clock } = deps;
    const targetUri = targetUriOf(request, deps.publicOrigins);
    if (targetUri === null) return sendProblem(reply, 'notAuthenticated');
    const { method, rawBody: body } = request;
    const verified = await verifyRequest(
      { method, targetUri, headers: plainHeaders(request), body },
      async (name) => {
        const row = await db
          .selectFrom('operator')
          .select('public_key')
          .where('name', '=', name)
          .executeTakeFirst();
        const key = row === undefined ? null : publicKeyFromRaw(row.public_key);
        return key === null ? [] : [key];
      },
      clock.wallMs(),
    );
    if (!verified.ok) return sendProblem(reply, 'notAuthenticated');
    const name = verified.value.kioskId;
    // No kiosk's id has a stroke in it: their nonces are apart.
    const use = { ...verified.value, kioskId: `operator/${name}` };
    if (!(await useNonce(store, use, clock.wallMs())))
      return sendProblem(reply, 'notAuthenticated');
    request.operator = name;
    return undefined;
  };
