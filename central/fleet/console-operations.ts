import { z } from 'zod';
import {
  consoleLogsAskedSchema,
  fleetSchema,
  kioskPageSchema,
  timelineAskedSchema,
  timelineSchema,
} from '../../contract/console.ts';
import { logPageSchema } from '../../contract/health-logs.ts';
import type { ConsoleDeps } from '../console/deps.ts';
import { type ConsoleOperation, consoleOperation } from '../console/operation.ts';
import { consoleProblem } from '../console/problems.ts';
import { json } from '../http/answer.ts';
import { lineOf } from '../telemetry/operator-routes.ts';
import { searchHealth } from '../telemetry/search.ts';
import { fleetRows, kioskFacts, rowOf } from './rows.ts';
import { timelineOf } from './timeline.ts';

type Deps = Pick<ConsoleDeps, 'db' | 'clock'>;

const ofKiosk = z.object({ kioskId: z.string().max(64) });
const MOST_LINES = 300;

/** What people at desks may ask of the fleet. */
export const fleetConsoleOperations = (deps: Deps): readonly ConsoleOperation[] => [
  listing(deps),
  looking(deps),
  remembering(deps),
  readingLogs(deps),
];

const iso = (ms: number): string => new Date(ms).toISOString();

const listing = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/fleet',
    role: 'viewer',
    handle: async () => {
      const nowMs = clock.wallMs();
      return json(fleetSchema, { now: iso(nowMs), kiosks: await fleetRows(db, nowMs) });
    },
  });

const looking = ({ db, clock }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/kiosks/:kioskId',
    role: 'viewer',
    schema: { params: ofKiosk },
    handle: async ({ params: { kioskId } }) => {
      const nowMs = clock.wallMs();
      const [facts] = await kioskFacts(db, kioskId);
      if (facts === undefined) return consoleProblem('notFound');
      const { report, receivedMs } = facts;
      return json(kioskPageSchema, {
        now: iso(nowMs),
        row: rowOf(facts, nowMs),
        enrolledAt: iso(facts.enrolledMs),
        states: report?.states ?? {},
        reportedAt: receivedMs === null ? null : iso(receivedMs),
        startedAt:
          report === null || receivedMs === null ? null : iso(receivedMs - report.uptimeMs),
        catalogueVersion: report?.catalogueVersion ?? null,
        oldestWaitingMs: report?.exposure.oldestAgeMs ?? 0,
        oldestInDoubtMs: report?.inDoubt.oldestAgeMs ?? 0,
      });
    },
  });

const remembering = ({ db }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/kiosks/:kioskId/timeline',
    role: 'viewer',
    schema: { params: ofKiosk, querystring: timelineAskedSchema },
    handle: async ({ params: { kioskId }, query: { from, to } }) =>
      json(
        timelineSchema,
        await timelineOf(db, { kioskId, fromMs: Date.parse(from), toMs: Date.parse(to) }),
      ),
  });

const readingLogs = ({ db }: Deps): ConsoleOperation =>
  consoleOperation({
    method: 'GET',
    path: '/kiosks/:kioskId/logs',
    role: 'viewer',
    schema: { params: ofKiosk, querystring: consoleLogsAskedSchema },
    handle: async ({ params: { kioskId }, query: { from, to, level } }) => {
      const { lines, next } = await searchHealth(db, {
        kioskId,
        level,
        fromMs: Date.parse(from),
        toMs: Date.parse(to),
        limit: MOST_LINES,
      });
      return json(logPageSchema, { lines: lines.map(lineOf), next });
    },
  });
