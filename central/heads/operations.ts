import { z } from 'zod';
import {
  FROM_THE_FIRST,
  headAnswerSchema,
  journalHeadSchema,
  knownHeadSchema,
  ownPaymentsSchema,
} from '../../contract/heads.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { anchorHead, type HeadRow, highestHead } from './anchor.ts';
import { ownPayments } from './own-payments.ts';

/** What a kiosk needs so that neither the loss of its journal nor of its end stays unnoticed. */
export const headOperations = (deps: RouteDeps): readonly Operation[] => [
  anchoring(deps),
  asking(deps),
  remembering(deps),
];

const said = (row: HeadRow) => ({
  generation: row.generation,
  seq: row.seq,
  hash: row.hash,
  at: new Date(row.at_ms).toISOString(),
  exposureFils: row.exposure_fils,
  exposureCount: row.exposure_count,
  receivedAt: new Date(row.received_at_ms).toISOString(),
});

const anchoring = ({ db, clock }: RouteDeps): Operation =>
  operation({
    method: 'PUT',
    path: '/v1/kiosks/heads',
    schema: {
      operationId: 'anchorJournalHead',
      summary: 'Keep how far the kiosk’s journal has come; the answer is the highest known',
      security: SIGNED,
      body: journalHeadSchema,
      response: answers({ 200: ['The highest head known', headAnswerSchema] }, [
        'badRequest',
        'notAuthenticated',
      ]),
    },
    handle: async ({ kioskId, body }) => {
      const highest = await anchorHead(db, kioskId, body, clock.wallMs());
      return json(headAnswerSchema, { highest: said(highest) });
    },
  });

const asking = ({ db }: RouteDeps): Operation =>
  operation({
    method: 'GET',
    path: '/v1/kiosks/heads',
    schema: {
      operationId: 'getJournalHead',
      summary: 'How far the kiosk’s journal had come when central last heard of it',
      security: SIGNED,
      response: answers({ 200: ['The highest head known', knownHeadSchema] }, ['notAuthenticated']),
    },
    handle: async ({ kioskId }) => {
      const highest = await highestHead(db, kioskId);
      return json(knownHeadSchema, { highest: highest === null ? null : said(highest) });
    },
  });

const remembering = ({ db }: RouteDeps): Operation =>
  operation({
    method: 'GET',
    path: '/v1/kiosks/self/payments/:after',
    schema: {
      operationId: 'getOwnPayments',
      summary: 'What the calling kiosk had recorded, by payment id, for rebuilding its journal',
      security: SIGNED,
      params: z.object({ after: z.union([paymentIdSchema, z.literal(FROM_THE_FIRST)]) }),
      response: answers({ 200: ['The next payments; none at the end', ownPaymentsSchema] }, [
        'badRequest',
        'notAuthenticated',
      ]),
    },
    handle: async ({ kioskId, params: { after } }) =>
      json(ownPaymentsSchema, await ownPayments(db, kioskId, after)),
  });
