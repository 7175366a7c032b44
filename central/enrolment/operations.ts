import type { Clock } from '../../contract/clock.ts';
import {
  enrolmentAnswerSchema,
  enrolmentRequestSchema,
  identityAnswerSchema,
  keyOfferSchema,
} from '../../contract/identity.ts';
import type { Database } from '../database/schema.ts';
import { json } from '../http/answer.ts';
import { SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { createTokenBuckets } from '../http/token-bucket.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { offerKioskKey } from './offer.ts';
import { identityOf, offerKey, takeKey } from './rotate.ts';

type Deps = { readonly db: Database; readonly clock: Clock };

/** Of all that is not signed, this alone writes: together so many a second, whoever asks. */
const EVERYBODY = { burst: 60, perSecond: 5 };

/** What a kiosk asks that nobody knows yet. */
export const enrolmentOperation = ({ db, clock }: Deps): Operation => {
  const limit = createTokenBuckets(clock, EVERYBODY);
  return operation({
    method: 'POST',
    path: '/v1/enrolment',
    gate: () => (limit.take('everybody') === 0 ? null : problem('rateLimited')),
    schema: {
      operationId: 'enrol',
      summary: 'A kiosk’s new key with the one-time code for it; asked again, how it stands',
      description:
        'The key waits until an operator has compared its fingerprint with the one on the kiosk. ' +
        'A wrong code, one that is spent or over, and a kiosk that was not invited are one refusal.',
      body: enrolmentRequestSchema,
      response: answers({ 200: ['How the key stands', enrolmentAnswerSchema] }, [
        'badRequest',
        'enrolmentRefused',
        'rateLimited',
      ]),
    },
    handle: async ({ body }) => {
      const offered = await offerKioskKey(db, body, clock.wallMs());
      return offered.ok ? json(enrolmentAnswerSchema, offered.value) : problem(offered.error);
    },
  });
};

/** How an enrolled kiosk stands, and how it changes its key. */
export const identityOperations = ({ db, clock }: Deps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/v1/kiosks/self/identity',
    schema: {
      operationId: 'getIdentity',
      summary: 'With which key the calling kiosk is known, and whether it is to make a new one',
      security: SIGNED,
      response: answers({ 200: ['Its keys', identityAnswerSchema] }, ['notAuthenticated']),
    },
    handle: async ({ kioskId }) => json(identityAnswerSchema, await identityOf(db, kioskId)),
  }),
  operation({
    method: 'PUT',
    path: '/v1/kiosks/self/key',
    schema: {
      operationId: 'offerKey',
      summary: 'The key that follows: from now on both sign, until the kiosk says that it took it',
      security: SIGNED,
      body: keyOfferSchema,
      response: answers({ 200: ['Known', identityAnswerSchema] }, [
        'badRequest',
        'notAuthenticated',
        'documentInvalid',
      ]),
    },
    handle: async ({ kioskId, body }) => {
      const offered = await offerKey(db, kioskId, body, clock.wallMs());
      return offered.ok
        ? json(identityAnswerSchema, await identityOf(db, kioskId))
        : problem('documentInvalid', offered.error);
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/kiosks/self/key/taken',
    schema: {
      operationId: 'takeKey',
      summary: 'The kiosk holds the new key alone; the old one signs no more requests',
      security: SIGNED,
      body: keyOfferSchema,
      response: answers({ 200: ['Its own now', identityAnswerSchema] }, [
        'badRequest',
        'notAuthenticated',
        'documentInvalid',
      ]),
    },
    handle: async ({ kioskId, body }) => {
      const taken = await takeKey(db, kioskId, body, clock.wallMs());
      return taken.ok
        ? json(identityAnswerSchema, await identityOf(db, kioskId))
        : problem('documentInvalid', taken.error);
    },
  }),
];
