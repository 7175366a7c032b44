import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import type { GatewayProblemCode } from '../../contract/gateway.ts';
import {
  approvalSchema,
  invitationSchema,
  kioskListSchema,
  quarantineListSchema,
  releaseAnswerSchema,
} from '../../contract/identity.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import type { Result } from '../../contract/result.ts';
import { type Answer, json, NOTHING_TO_SAY } from '../http/answer.ts';
import type { RouteDeps } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { problem } from '../problems.ts';
import { approveKiosk, refuseKiosk, revokeKiosk, wishRotation } from './decide.ts';
import { inviteKiosk } from './invite.ts';
import { listKiosks } from './list.ts';
import { listQuarantine, releasePayment } from './quarantine.ts';

/** Not of the kiosks' contract: another's gateway need not have them. */
const HIDDEN = { hide: true } as const;
const params = z.object({ kioskId: z.string().max(64) });

const CODES: Readonly<Record<string, GatewayProblemCode>> = {
  nothingWaits: 'notFound',
  notEnrolled: 'notFound',
  notQuarantined: 'notFound',
  otherFingerprint: 'documentDiffers',
  keyKnown: 'documentDiffers',
  recordedOtherwise: 'documentDiffers',
};

const said = (done: Result<unknown, string>): Answer =>
  done.ok ? NOTHING_TO_SAY : problem(CODES[done.error] ?? 'badRequest', done.error);

type Act = (
  db: RouteDeps['db'],
  asked: { readonly kioskId: string; readonly by: string; readonly nowMs: number },
) => Promise<Result<unknown, string>>;

/** What operators do about kiosks' keys, in requests that they signed. */
export const kioskOperations = (deps: RouteDeps): readonly Operation[] => [
  operation({
    method: 'GET',
    path: '/v1/operators/kiosks',
    schema: { ...HIDDEN },
    handle: async () => json(kioskListSchema, await listKiosks(deps.db)),
  }),
  operation({
    method: 'POST',
    path: '/v1/operators/kiosks/:kioskId/invitation',
    schema: { ...HIDDEN, params },
    handle: async ({ params: { kioskId }, operator: by }) => {
      const invited = await inviteKiosk(deps.db, asked(kioskId, by, deps.clock), deps.random);
      if (!invited.ok) return problem('badRequest', invited.error);
      const { code, expiresAtMs } = invited.value;
      return json(invitationSchema, { code, expiresAt: new Date(expiresAtMs).toISOString() });
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/operators/kiosks/:kioskId/approval',
    schema: { ...HIDDEN, params, body: approvalSchema },
    handle: async ({ params: { kioskId }, operator: by, body: { fingerprint } }) =>
      said(await approveKiosk(deps.db, { ...asked(kioskId, by, deps.clock), fingerprint })),
  }),
  act(deps, 'refusal', refuseKiosk),
  act(deps, 'revocation', revokeKiosk),
  act(deps, 'rotation', wishRotation),
  operation({
    method: 'GET',
    path: '/v1/operators/quarantine',
    schema: { ...HIDDEN },
    handle: async () => {
      const payments = (await listQuarantine(deps.db)).map(({ receivedAtMs, ...each }) => ({
        ...each,
        receivedAt: new Date(receivedAtMs).toISOString(),
      }));
      return json(quarantineListSchema, { payments });
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/operators/quarantine/:kioskId/:paymentId/release',
    schema: { ...HIDDEN, params: params.extend({ paymentId: paymentIdSchema }) },
    handle: async ({ params: { kioskId, paymentId }, operator: by }) => {
      const asking = { ...asked(kioskId, by, deps.clock), paymentId };
      const released = await releasePayment(deps, asking);
      return released.ok ? json(releaseAnswerSchema, { state: released.value }) : said(released);
    },
  }),
];

const asked = (
  kioskId: string,
  by: string,
  clock: Clock,
): { readonly kioskId: string; readonly by: string; readonly nowMs: number } => ({
  kioskId,
  by,
  nowMs: clock.wallMs(),
});

const act = ({ db, clock }: RouteDeps, name: string, doIt: Act): Operation =>
  operation({
    method: 'POST',
    path: `/v1/operators/kiosks/:kioskId/${name}`,
    schema: { ...HIDDEN, params },
    handle: async ({ params: { kioskId }, operator }) =>
      said(await doIt(db, asked(kioskId, operator, clock))),
  });
