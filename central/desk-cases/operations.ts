import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  caseClosedSchema,
  casePageSchema,
  casesAskedSchema,
  casesSchema,
  decisionAnswerSchema,
  decisionRefusalSchema,
  deskDecisionSchema,
} from '../../contract/console-cases.ts';
import { assignCase, closeByHand } from '../cases/case-files.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { consoleProblem } from '../console/problems.ts';
import { staffActor } from '../console/sign-in.ts';
import { writing } from '../database/writing.ts';
import { decide, deskOperator } from '../decisions/decide.ts';
import { json, NOTHING_TO_SAY } from '../http/answer.ts';
import { listCases } from './list.ts';
import { casePage } from './page.ts';

type Deps = Pick<ConsoleDeps, 'db' | 'clock' | 'commandKey'>;

const ofCase = z.object({ caseId: z.uuid() });
const nothing = z.strictObject({});

/** What does not agree: for all to see; decided by two operators, closed with a reason by one. */
export const caseConsoleOperations = (deps: Deps): readonly ConsoleOperation[] => [
  listing(deps),
  looking(deps),
  deciding(deps),
  taking(deps),
  closing(deps),
];

const listing = ({ db }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/cases',
    role: 'viewer',
    schema: { querystring: casesAskedSchema },
    handle: async ({ staff, query: { show } }) =>
      json(casesSchema, {
        cases: await listCases(db, show, deskOperator(staffActor(staff.subject))),
      }),
  });

const looking = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/cases/:caseId',
    role: 'viewer',
    schema: { params: ofCase },
    handle: async ({ staff, params: { caseId } }) => {
      const self = deskOperator(staffActor(staff.subject));
      const page = await casePage(db, caseId, { self, nowMs: clock.wallMs() });
      return page === null ? consoleProblem('notFound') : json(casePageSchema, page);
    },
  });

const deciding = ({ db, clock, commandKey }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'POST',
    path: '/cases/:caseId/decision',
    role: 'operator',
    schema: { params: ofCase, body: deskDecisionSchema },
    handle: async ({ staff, params: { caseId }, body }) => {
      const { verdict, line, because, seen } = body;
      const statement = { caseId, verdict, transaction: line, because, evidence: seen };
      const decided = await decide(
        db,
        { statement, atDesk: staffActor(staff.subject) },
        { key: commandKey, newId: randomUUID, nowMs: clock.wallMs() },
      );
      if (decided.ok) return json(decisionAnswerSchema, { outcome: decided.value.kind });
      if (decided.error === 'noSuchCase') return consoleProblem('notFound');
      const why = decisionRefusalSchema.parse(decided.error);
      return json(decisionAnswerSchema, { outcome: 'refused', why });
    },
  });

const taking = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'POST',
    path: '/cases/:caseId/take',
    role: 'operator',
    schema: { params: ofCase, body: nothing },
    handle: async ({ staff, params: { caseId } }) => {
      const nowMs = clock.wallMs();
      const who = { to: staff.name, by: staffActor(staff.subject), nowMs };
      const taken = await writing(db, nowMs, (transaction) => assignCase(transaction, caseId, who));
      return taken ? NOTHING_TO_SAY : consoleProblem('notFound');
    },
  });

const closing = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'POST',
    path: '/cases/:caseId/close',
    role: 'operator',
    schema: { params: ofCase, body: caseClosedSchema },
    handle: async ({ staff, params: { caseId }, body: { because } }) => {
      const nowMs = clock.wallMs();
      const reason = { by: staffActor(staff.subject), because, nowMs };
      const closed = await writing(db, nowMs, (transaction) =>
        closeByHand(transaction, caseId, reason),
      );
      if (closed.ok) return NOTHING_TO_SAY;
      return consoleProblem(closed.error === 'notThere' ? 'notFound' : 'changed');
    },
  });
