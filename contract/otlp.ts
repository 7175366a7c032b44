/**
 * OTLP/HTTP in its JSON form (opentelemetry-proto 1.x), as far as a kiosk writes it: ids in hexadecimal,
 * 64-bit integers as text, attributes that are codes, ids and numbers.
 */
import { z } from 'zod';

export const SIGNALS = ['logs', 'metrics', 'traces'] as const;
export type Signal = (typeof SIGNALS)[number];
export const signalSchema = z.enum(SIGNALS);

/** Above this a batch is refused unread. */
export const MOST_TELEMETRY_BYTES = 512 * 1024;
/** Records, points or spans in one request. */
export const MOST_TELEMETRY_RECORDS = 1_000;

const int64 = z.string().regex(/^-?[0-9]{1,19}$/u);
const nanos = z.string().regex(/^[0-9]{1,19}$/u);
const traceId = z.string().regex(/^[0-9a-f]{32}$/u);
const spanId = z.string().regex(/^[0-9a-f]{16}$/u);

const valueSchema = z.union([
  z.strictObject({ stringValue: z.string().max(200) }),
  z.strictObject({ intValue: int64 }),
  z.strictObject({ doubleValue: z.number() }),
  z.strictObject({ boolValue: z.boolean() }),
]);
export type OtlpValue = z.infer<typeof valueSchema>;

export const attributeSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,63}$/u),
  value: valueSchema,
});
export type OtlpAttribute = z.infer<typeof attributeSchema>;
const attributes = z.array(attributeSchema).max(32).default([]);

const resource = z.strictObject({ attributes });
const scope = z.strictObject({ name: z.string().max(64), version: z.string().max(32).optional() });

export const logRecordSchema = z.strictObject({
  timeUnixNano: nanos,
  observedTimeUnixNano: nanos.optional(),
  /** 5 debug, 9 info, 13 warning, 17 error. */
  severityNumber: z.number().int().min(1).max(24),
  severityText: z.string().max(16).optional(),
  eventName: z.string().regex(/^[A-Za-z][A-Za-z0-9.]{0,63}$/u),
  body: z.strictObject({ stringValue: z.string().max(64) }).optional(),
  attributes,
  /** A payment's id is its trace's. */
  traceId: traceId.optional(),
});
export type OtlpLogRecord = z.infer<typeof logRecordSchema>;

export const spanSchema = z.strictObject({
  traceId,
  spanId,
  parentSpanId: spanId.optional(),
  name: z.string().regex(/^[a-z][A-Za-z]{0,31}$/u),
  kind: z.number().int().min(0).max(5),
  startTimeUnixNano: nanos,
  endTimeUnixNano: nanos,
  attributes,
  status: z.strictObject({ code: z.number().int().min(0).max(2) }),
});
export type OtlpSpan = z.infer<typeof spanSchema>;

const pointSchema = z.strictObject({
  timeUnixNano: nanos,
  startTimeUnixNano: nanos.optional(),
  asInt: int64.optional(),
  asDouble: z.number().optional(),
  attributes,
});
export type OtlpPoint = z.infer<typeof pointSchema>;

export const metricSchema = z.strictObject({
  name: z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9]*(?:\.[a-z][a-z0-9]*)*$/u),
  unit: z.string().max(16).optional(),
  gauge: z.strictObject({ dataPoints: z.array(pointSchema).max(200) }),
});
export type OtlpMetric = z.infer<typeof metricSchema>;

export const logsRequestSchema = z.strictObject({
  resourceLogs: z
    .array(
      z.strictObject({
        resource,
        scopeLogs: z
          .array(
            z.strictObject({
              scope,
              logRecords: z.array(logRecordSchema).max(MOST_TELEMETRY_RECORDS),
            }),
          )
          .max(1),
      }),
    )
    .max(1),
});
export type LogsRequest = z.infer<typeof logsRequestSchema>;

export const metricsRequestSchema = z.strictObject({
  resourceMetrics: z
    .array(
      z.strictObject({
        resource,
        scopeMetrics: z
          .array(
            z.strictObject({ scope, metrics: z.array(metricSchema).max(MOST_TELEMETRY_RECORDS) }),
          )
          .max(1),
      }),
    )
    .max(1),
});
export type MetricsRequest = z.infer<typeof metricsRequestSchema>;

export const tracesRequestSchema = z.strictObject({
  resourceSpans: z
    .array(
      z.strictObject({
        resource,
        scopeSpans: z
          .array(z.strictObject({ scope, spans: z.array(spanSchema).max(MOST_TELEMETRY_RECORDS) }))
          .max(1),
      }),
    )
    .max(1),
});
export type TracesRequest = z.infer<typeof tracesRequestSchema>;

/** Which buffer of a kiosk, and the how manieth batch of this signal from it: together stored once. */
export const batchAddressSchema = z.object({
  buffer: z.string().regex(/^[0-9a-f]{16}$/u),
  batch: z.string().regex(/^[1-9][0-9]{0,14}$/u),
});
export type BatchName = { readonly buffer: string; readonly batch: number };

/** `repeated`: it was stored before, and nothing was stored now. */
export const telemetryTakenSchema = z.object({
  stored: z.number().int().nonnegative(),
  repeated: z.boolean(),
});
export type TelemetryTaken = z.infer<typeof telemetryTakenSchema>;
