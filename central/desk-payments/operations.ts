import { z } from 'zod';
import {
  foundPaymentsSchema,
  offeredSchema,
  paymentPageSchema,
  paymentsAskedSchema,
  quarantineSchema,
  refundAskedSchema,
} from '../../contract/console-payments.ts';
import { paymentIdSchema, shortPaymentId, type PaymentId } from '../../contract/ids.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { consoleProblem } from '../console/problems.ts';
import { staffActor } from '../console/sign-in.ts';
import { listQuarantine, releasePayment } from '../enrolment/quarantine.ts';
import { json, NOTHING_TO_SAY } from '../http/answer.ts';
import { namingOf } from './names.ts';
import { paymentPage } from './page.ts';
import { refundLine } from './refund.ts';
import { searchPayments } from './search.ts';

type Deps = Pick<ConsoleDeps, 'db' | 'clock' | 'posting'>;

const ofPayment = z.object({ paymentId: paymentIdSchema });
const ofQuarantined = ofPayment.extend({ kioskId: z.string().max(64) });
const ofLine = ofPayment.extend({ lineId: z.coerce.number().int().min(1).max(99) });
const nothing = z.strictObject({});

/** Payments for all to look up; what is kept apart is posted by two operators. */
export const paymentConsoleOperations = (deps: Deps): readonly ConsoleOperation[] => {
  const nameOf = namingOf(deps.posting.services);
  return [
    consoleOperation({
      method: 'GET',
      path: '/payments',
      role: 'viewer',
      schema: { querystring: paymentsAskedSchema },
      handle: async ({ query }) =>
        json(foundPaymentsSchema, await searchPayments(deps.db, query, nameOf)),
    }),
    consoleOperation({
      method: 'GET',
      path: '/services',
      role: 'viewer',
      handle: () =>
        Promise.resolve(
          json(offeredSchema, {
            services: deps.posting.services.map(({ id, title }) => ({ id, title })),
          }),
        ),
    }),
    consoleOperation({
      method: 'GET',
      path: '/payments/:paymentId',
      role: 'viewer',
      schema: { params: ofPayment },
      handle: async ({ staff, params: { paymentId } }) => {
        const self = staffActor(staff.subject);
        const page = await paymentPage(deps.db, paymentId, nameOf, self);
        return page === null ? consoleProblem('notFound') : json(paymentPageSchema, page);
      },
    }),
    consoleOperation({
      method: 'POST',
      path: '/payments/:paymentId/lines/:lineId/refund',
      role: 'operator',
      schema: { params: ofLine, body: refundAskedSchema },
      handle: async ({ staff, params: { paymentId, lineId }, body: { because } }) => {
        const by = staffActor(staff.subject);
        const asked = { paymentId, lineId, because, by, nowMs: deps.clock.wallMs() };
        const done = await refundLine(deps.db, asked);
        if (done.ok) return NOTHING_TO_SAY;
        return consoleProblem(done.error === 'unknownPayment' ? 'notFound' : 'changed');
      },
    }),
    consoleOperation({
      method: 'GET',
      path: '/quarantine',
      role: 'viewer',
      handle: async ({ staff }) => {
        const self = staffActor(staff.subject);
        const rows = await listQuarantine(deps.db);
        return json(quarantineSchema, {
          payments: rows.map(({ kioskId, paymentId, totalFils, receivedAtMs, wishedBy }) => ({
            paymentId,
            number: shortPaymentId(paymentId as PaymentId),
            kioskId,
            fils: totalFils,
            receivedAt: new Date(receivedAtMs).toISOString(),
            wished: wishedBy === null ? 'no' : wishedBy === self ? 'self' : 'other',
          })),
        });
      },
    }),
    consoleOperation({
      method: 'POST',
      path: '/quarantine/:kioskId/:paymentId/release',
      role: 'operator',
      schema: { params: ofQuarantined, body: nothing },
      handle: async ({ staff, params: { kioskId, paymentId } }) => {
        const by = staffActor(staff.subject);
        const asked = { kioskId, paymentId, by, nowMs: deps.clock.wallMs() };
        const done = await releasePayment({ ...deps.posting, db: deps.db }, asked);
        if (done.ok) return NOTHING_TO_SAY;
        return consoleProblem(done.error === 'notQuarantined' ? 'notFound' : 'changed');
      },
    }),
  ];
};
