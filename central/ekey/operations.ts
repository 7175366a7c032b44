import { duesSearchRequestSchema, duesSearchResponseSchema } from '../../contract/dues.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { makeGuessLimit } from '../receipts/guess-limit.ts';
import { findDues } from './find-dues.ts';
import { createIssuerKeys } from './issuer-keys.ts';
import { verifyToken } from './verify-token.ts';

/** Whose tokens are taken, and for what they must have been issued. */
export type EKeyTrust = { readonly issuer: string; readonly audience: string };

/** All dues of a person, for the kiosk at which they signed in. Without an issuer nobody can. */
export const duesOperations = (
  deps: RouteDeps & { readonly eKey: EKeyTrust | null },
): readonly Operation[] => {
  const { store, clock, eKey, services } = deps;
  const limit = makeGuessLimit(clock);
  const keys = eKey === null ? null : createIssuerKeys({ issuer: eKey.issuer, clock });
  return [
    operation({
      method: 'POST',
      path: '/v1/dues/search',
      schema: {
        operationId: 'searchDues',
        summary: 'All that is due from the person who signed in with eKey at this kiosk',
        security: SIGNED,
        body: duesSearchRequestSchema,
        response: answers({ 200: ['The accounts with something due', duesSearchResponseSchema] }, [
          'badRequest',
          'notAuthenticated',
          'signInRefused',
          'issuerAway',
          'rateLimited',
        ]),
      },
      gate: (kioskId) => {
        const waitMs = limit.waitMs(kioskId);
        if (waitMs === 0) return null;
        const headers = { 'retry-after': String(Math.ceil(waitMs / 1_000)) };
        return { ...problem('rateLimited'), headers };
      },
      handle: async ({ kioskId, body }) => {
        const kiosk = await store.kioskKeys(kioskId);
        if (eKey === null || keys === null || kiosk === null) return problem('signInRefused');
        const issuer = { away: false };
        const person = await verifyToken(
          body.accessToken,
          { ...eKey, kioskKeys: kiosk.publicKeys, nowMs: clock.wallMs() },
          (kid) =>
            keys.find(kid).catch(() => {
              issuer.away = true;
              return null;
            }),
        );
        if (issuer.away) return problem('issuerAway');
        if (!person.ok) return problem('signInRefused', person.error);
        const accounts = [...(await findDues(deps, person.value, services))];
        return json(duesSearchResponseSchema, { accounts });
      },
    }),
  ];
};
