import { z } from 'zod';
import {
  suggestionActSchema,
  suggestionPageSchema,
  suggestionPhoneSchema,
  suggestionsAskedSchema,
  suggestionsSchema,
  suggestionWordsSchema,
} from '../../contract/console-suggestions.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { consoleProblem } from '../console/problems.ts';
import { type Answer, json, NOTHING_TO_SAY } from '../http/answer.ts';
import { actOnSuggestion } from './act.ts';
import { findInbox } from './inbox.ts';
import { findPage, readPhone, readWords } from './read.ts';

type Deps = Pick<ConsoleDeps, 'db' | 'clock' | 'tawasul'>;

const ofOne = z.object({ suggestionId: z.uuid() });
const nothing = z.strictObject({});
const found = (schema: z.ZodType, value: unknown): Answer =>
  value === null ? consoleProblem('notFound') : json(schema, value);

/** Messages to the ministries: that there are any for all to see, what stands in them for operators. */
export const suggestionConsoleOperations = ({
  db,
  clock,
  tawasul,
}: Deps): readonly ConsoleOperation[] => [
  consoleOperation({
    method: 'GET',
    path: '/suggestions',
    role: 'viewer',
    schema: { querystring: suggestionsAskedSchema },
    handle: async ({ staff, query }) =>
      json(
        suggestionsSchema,
        await findInbox(db, query, { staff, nowMs: clock.wallMs(), tawasul }),
      ),
  }),
  consoleOperation({
    method: 'GET',
    path: '/suggestions/:suggestionId',
    role: 'viewer',
    schema: { params: ofOne },
    handle: async ({ staff, params: { suggestionId } }) =>
      found(
        suggestionPageSchema,
        await findPage(db, suggestionId, { staff, nowMs: clock.wallMs(), tawasul }),
      ),
  }),
  consoleOperation({
    method: 'POST',
    path: '/suggestions/:suggestionId/read',
    role: 'operator',
    schema: { params: ofOne, body: nothing },
    handle: async ({ staff, params: { suggestionId } }) =>
      found(
        suggestionWordsSchema,
        await readWords(db, suggestionId, { staff, nowMs: clock.wallMs() }),
      ),
  }),
  consoleOperation({
    method: 'POST',
    path: '/suggestions/:suggestionId/phone',
    role: 'operator',
    schema: { params: ofOne, body: nothing },
    handle: async ({ staff, params: { suggestionId } }) =>
      found(
        suggestionPhoneSchema,
        await readPhone(db, suggestionId, { staff, nowMs: clock.wallMs() }),
      ),
  }),
  consoleOperation({
    method: 'POST',
    path: '/suggestions/:suggestionId/acts',
    role: 'operator',
    schema: { params: ofOne, body: suggestionActSchema },
    handle: async ({ staff, params: { suggestionId }, body }) => {
      const done = await actOnSuggestion(db, suggestionId, body, {
        staff,
        nowMs: clock.wallMs(),
        rule: tawasul,
        ministryIds: tawasul?.ministries.map(({ id }) => id) ?? [],
      });
      return done.ok ? NOTHING_TO_SAY : consoleProblem(done.error);
    },
  }),
];
