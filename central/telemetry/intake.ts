import {
  batchAddressSchema,
  type LogsRequest,
  logsRequestSchema,
  type MetricsRequest,
  metricsRequestSchema,
  MOST_TELEMETRY_BYTES,
  type Signal,
  telemetryTakenSchema,
  type TracesRequest,
  tracesRequestSchema,
} from '../../contract/otlp.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import type { IntakeCounts } from './intake-counts.ts';
import { linesOf, metricsOf, spansOf } from './read-request.ts';
import { storeBatch, type NewBatch } from './store.ts';

/** Days for which lines and spans are kept. */
export const USUAL_KEEP_DAYS = 30;

export type IntakeDeps = Pick<RouteDeps, 'db' | 'clock'> & {
  readonly keepDays?: number;
  /** A collector is told of every batch. */
  readonly forwards?: boolean;
  readonly counts?: IntakeCounts;
};

const SCHEMAS = {
  logs: logsRequestSchema,
  metrics: metricsRequestSchema,
  traces: tracesRequestSchema,
} as const;

const WHAT: Readonly<Record<Signal, string>> = {
  logs: 'Keep lines of the kiosk’s log: one batch of OTLP in JSON',
  metrics: 'Keep the kiosk’s latest measurements: one batch of OTLP in JSON',
  traces: 'Keep the course of payments: one batch of OTLP spans in JSON',
};

/** What kiosks tell of their health. The same batch again is answered, and not stored. */
export const telemetryOperations = (deps: IntakeDeps): readonly Operation[] => [
  taking(deps, 'logs', (request: LogsRequest, believing) => ({
    lines: linesOf(request, believing),
  })),
  taking(deps, 'metrics', (request: MetricsRequest, believing) => ({
    metrics: metricsOf(request, believing),
  })),
  taking(deps, 'traces', (request: TracesRequest, believing) => ({
    spans: spansOf(request, believing),
  })),
];

type Read<T> = (
  request: T,
  believing: { readonly nowMs: number; readonly keepDays: number },
) => Partial<Pick<NewBatch, 'lines' | 'metrics' | 'spans'>>;

const taking = <T>(deps: IntakeDeps, signal: Signal, read: Read<T>): Operation => {
  const { db, clock, keepDays = USUAL_KEEP_DAYS, forwards = false } = deps;
  return operation({
    method: 'POST',
    path: `/v1/telemetry/${signal}/:buffer/:batch`,
    bodyLimit: MOST_TELEMETRY_BYTES,
    schema: {
      operationId: `send${signal.slice(0, 1).toUpperCase()}${signal.slice(1)}`,
      summary: WHAT[signal],
      security: SIGNED,
      params: batchAddressSchema,
      body: SCHEMAS[signal],
      response: answers({ 200: ['Stored, now or before', telemetryTakenSchema] }, [
        'badRequest',
        'notAuthenticated',
      ]),
    },
    handle: async ({ kioskId, params, body }) => {
      const nowMs = clock.wallMs();
      const batch: NewBatch = {
        kioskId,
        signal,
        buffer: params.buffer,
        batch: Number(params.batch),
        lines: [],
        metrics: [],
        spans: [],
        // The body passed this signal's schema.
        ...read(body as T, { nowMs, keepDays }),
        forward: forwards ? JSON.stringify(body) : null,
      };
      const stored = await storeBatch(db, batch, nowMs);
      deps.counts?.add(signal, stored);
      return json(telemetryTakenSchema, stored);
    },
  });
};
