import { z } from 'zod';
import { remoteActAnswerSchema, remoteActsSchema } from '../../contract/remote-acts.ts';
import { receivedSchema } from '../../contract/reconciliation.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import { keepRemoteActAnswer } from './answer.ts';

const AT_ONCE = 20;

/** How kiosks hear what people at desks want of them, and say what came of it. */
export const remoteActOperations = ({
  db,
  clock,
}: Pick<RouteDeps, 'db' | 'clock'>): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/v1/kiosks/acts',
    schema: {
      operationId: 'getRemoteActs',
      summary: 'What operators want of the calling kiosk and it has not answered yet',
      security: SIGNED,
      response: answers({ 200: ['Its open acts', remoteActsSchema] }, ['notAuthenticated']),
    },
    handle: async ({ kioskId }) => {
      const rows = await db
        .selectFrom('remote_act')
        .select(['act_id', 'document', 'key_id', 'signature'])
        .where('kiosk_id', '=', kioskId)
        .where('status', '=', 'open')
        .where('expires_at_ms', '>', clock.wallMs())
        .orderBy('issued_at_ms')
        .limit(AT_ONCE)
        .execute();
      const acts = rows.map((row) => ({
        actId: row.act_id,
        signed: { act: row.document, keyId: row.key_id, signature: row.signature },
      }));
      return json(remoteActsSchema, { acts });
    },
  }),
  operation({
    method: 'PUT',
    path: '/v1/kiosks/acts/:actId',
    schema: {
      operationId: 'answerRemoteAct',
      summary: 'What came of an act: done, or refused and why; the first answer stays',
      security: SIGNED,
      params: z.object({ actId: z.uuid() }),
      body: remoteActAnswerSchema,
      response: answers({ 200: ['Kept', receivedSchema] }, [
        'badRequest',
        'notAuthenticated',
        'notFound',
      ]),
    },
    handle: async ({ kioskId, params: { actId }, body: answer }) => {
      const asked = { kioskId, actId, answer, nowMs: clock.wallMs() };
      const kept = await keepRemoteActAnswer(db, asked);
      return kept ? json(receivedSchema, { received: true }) : problem('notFound');
    },
  }),
];
