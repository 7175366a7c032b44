import { z } from 'zod';
import type { Clock } from '../../contract/clock.ts';
import { sleep } from '../../contract/clock.ts';
import {
  courseSchema,
  type HealthLine,
  kioskHealthSchema,
  logPageSchema,
  logSearchSchema,
  logTailPageSchema,
  logTailSchema,
} from '../../contract/health-logs.ts';
import { paymentIdSchema } from '../../contract/ids.ts';
import type { Database } from '../database/schema.ts';
import { json } from '../http/answer.ts';
import { type Operation, operation } from '../http/operation.ts';
import { courseOf } from './course.ts';
import { fleetHealth } from './fleet.ts';
import { type FoundLine, type HealthFilter, searchHealth } from './search.ts';
import { tailHealth, tailStart } from './tail.ts';

type Deps = { readonly db: Database; readonly clock: Clock };

/** Not of the kiosks' contract: another's gateway need not have them. */
const HIDDEN = { hide: true } as const;
const LOOK_AGAIN_MS = 500;

/** What operators ask of the health logs, in requests that they signed. */
export const healthLogOperations = (deps: Deps): readonly Operation[] => [
  searching(deps),
  tailing(deps),
  following(deps),
  looking(deps),
];

export const lineOf = (line: FoundLine): HealthLine => ({
  at: new Date(line.atMs).toISOString(),
  id: line.id,
  kioskId: line.kioskId,
  level: line.level,
  event: line.event,
  paymentId: line.paymentId,
  device: line.device,
  fields: { ...line.fields },
  saidAt: line.saidAtMs === null ? null : isoOf(line.saidAtMs),
});

/** A broken clock may name a time that no calendar has. */
const isoOf = (ms: number): string =>
  Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms);

type Asked = { readonly [K in keyof HealthFilter]?: HealthFilter[K] | undefined };

const filterOf = ({ kioskId, paymentId, device, level, text }: Asked): HealthFilter => ({
  ...(kioskId === undefined ? {} : { kioskId }),
  ...(paymentId === undefined ? {} : { paymentId }),
  ...(device === undefined ? {} : { device }),
  ...(level === undefined ? {} : { level }),
  ...(text === undefined ? {} : { text }),
});

const searching = ({ db }: Deps): Operation =>
  operation({
    method: 'POST',
    path: '/v1/operators/logs/search',
    schema: { ...HIDDEN, body: logSearchSchema },
    handle: async ({ body }) => {
      const { lines, next } = await searchHealth(db, {
        ...filterOf(body),
        fromMs: Date.parse(body.from),
        toMs: Date.parse(body.to),
        limit: body.limit,
        ...(body.before === undefined ? {} : { before: body.before }),
      });
      return json(logPageSchema, { lines: lines.map(lineOf), next });
    },
  });

/** Answers as soon as there is something, or empty after the wait: asked again and again it is a live tail. */
const tailing = ({ db, clock }: Deps): Operation =>
  operation({
    method: 'POST',
    path: '/v1/operators/logs/tail',
    schema: { ...HIDDEN, body: logTailSchema },
    handle: async ({ body }) => {
      const endMs = clock.monotonicMs() + body.waitMs;
      const filter = filterOf(body);
      let place = body.place ?? (await tailStart(db));
      for (;;) {
        const page = await tailHealth(db, filter, place);
        ({ place } = page);
        if (page.lines.length > 0 || clock.monotonicMs() >= endMs)
          return json(logTailPageSchema, { lines: page.lines.map(lineOf), place });
        await sleep(clock, Math.min(LOOK_AGAIN_MS, endMs - clock.monotonicMs()));
      }
    },
  });

const following = ({ db }: Deps): Operation =>
  operation({
    method: 'GET',
    path: '/v1/operators/payments/:paymentId/course',
    schema: { ...HIDDEN, params: z.object({ paymentId: paymentIdSchema }) },
    handle: async ({ params }) =>
      json(courseSchema, { spans: await courseOf(db, params.paymentId) }),
  });

const looking = ({ db }: Deps): Operation =>
  operation({
    method: 'GET',
    path: '/v1/operators/kiosks/:kioskId/health',
    schema: { ...HIDDEN, params: z.object({ kioskId: z.string().max(64) }) },
    handle: async ({ params: { kioskId } }) => {
      const { contacts, metrics } = await fleetHealth(db, kioskId);
      const lastMs = contacts[0]?.lastMs;
      return json(kioskHealthSchema, {
        lastContact: lastMs === undefined ? null : new Date(lastMs).toISOString(),
        metrics: metrics.map(({ name, device, value, atMs }) => ({
          name,
          device,
          value,
          at: new Date(atMs).toISOString(),
        })),
      });
    },
  });
