import { z } from 'zod';
import {
  suggestionIdSchema,
  suggestionReceivedSchema,
  suggestionSchema,
  suggestionSearchRequestSchema,
  suggestionStatusSchema,
} from '../../contract/tawasul.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { makeGuessLimit } from '../receipts/guess-limit.ts';
import { findSuggestion } from './find.ts';
import { recordSuggestion, USUAL } from './record.ts';

/** Suggestions and complaints from the kiosks, and how they stand. */
export const suggestionOperations = (deps: RouteDeps): readonly Operation[] => [
  taking(deps),
  telling(deps),
];

const taking = ({ db, clock, catalogue }: RouteDeps): Operation =>
  operation({
    method: 'PUT',
    path: '/v1/suggestions/:suggestionId',
    schema: {
      operationId: 'putSuggestion',
      summary: 'Take a suggestion or complaint; the same again gets the same answer',
      security: SIGNED,
      params: z.object({ suggestionId: suggestionIdSchema }),
      body: suggestionSchema,
      response: answers({ 200: ['Received', suggestionReceivedSchema] }, [
        'badRequest',
        'notAuthenticated',
        'documentDiffers',
      ]),
    },
    handle: async ({ kioskId, params: { suggestionId }, body }) => {
      const rule = catalogue.tawasul ?? USUAL;
      const nowMs = clock.wallMs();
      const taken = await recordSuggestion(db, kioskId, suggestionId, body, { nowMs, rule });
      return taken.ok ? json(suggestionReceivedSchema, taken.value) : problem('documentDiffers');
    },
  });

const telling = ({ db, clock }: RouteDeps): Operation => {
  const limit = makeGuessLimit(clock);
  return operation({
    method: 'POST',
    path: '/v1/suggestions/search',
    schema: {
      operationId: 'searchSuggestion',
      summary: 'How a message stands, by its tracking number; never what was written',
      security: SIGNED,
      body: suggestionSearchRequestSchema,
      response: answers({ 200: ['How it stands', suggestionStatusSchema] }, [
        'badRequest',
        'notAuthenticated',
        'notFound',
        'rateLimited',
      ]),
    },
    // Before the body is validated, so that malformed numbers count too.
    gate: (kioskId) => {
      const waitMs = limit.waitMs(kioskId);
      if (waitMs === 0) return null;
      const headers = { 'retry-after': String(Math.ceil(waitMs / 1000)) };
      return { ...problem('rateLimited'), headers };
    },
    handle: async ({ body }) => {
      const found = await findSuggestion(db, body.trackingNumber);
      return found === null ? problem('notFound') : json(suggestionStatusSchema, found);
    },
  });
};
