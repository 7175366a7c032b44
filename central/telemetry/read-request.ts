import type {
  LogsRequest,
  MetricsRequest,
  OtlpAttribute,
  OtlpPoint,
  TracesRequest,
} from '../../contract/otlp.ts';
import { wordsOf } from './words.ts';

/** A kiosk's clock may be so far ahead of ours and is still believed, ms. */
const MOST_AHEAD_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

export type Plain = string | number | boolean;

export type NewLine = {
  readonly atMs: number;
  readonly saidAtMs: number | null;
  readonly level: number;
  readonly event: string;
  readonly paymentId: string | null;
  readonly device: string | null;
  readonly attributes: Readonly<Record<string, Plain>>;
  readonly words: readonly string[];
};

export type NewSpan = {
  readonly paymentId: string;
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly failed: boolean;
  readonly outcome: string | null;
};

export type NewMetric = {
  readonly name: string;
  readonly device: string;
  readonly value: number;
  readonly atMs: number;
};

const msOf = (nanos: string): number => Number(BigInt(nanos) / 1_000_000n);

/**
 * When it happened: as the kiosk says, unless that lies in the future or before all that is kept. Then
 * its clock is wrong, and the line stands where it arrived.
 */
export const believed = (
  saidMs: number,
  { nowMs, keepDays }: { readonly nowMs: number; readonly keepDays: number },
): number =>
  saidMs > nowMs + MOST_AHEAD_MS || saidMs < nowMs - keepDays * DAY_MS ? nowMs : saidMs;

const plain = ({ value }: OtlpAttribute): Plain => {
  if ('stringValue' in value) return value.stringValue;
  if ('intValue' in value) return Number(value.intValue);
  return 'doubleValue' in value ? value.doubleValue : value.boolValue;
};

const byKey = (attributes: readonly OtlpAttribute[]): Record<string, Plain> =>
  Object.fromEntries(attributes.map((each) => [each.key, plain(each)]));

const textOf = (value: Plain | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** The payment whose trace it is. */
const paymentIdOf = (traceId: string): string =>
  traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');

type Believing = { readonly nowMs: number; readonly keepDays: number };

export const linesOf = (request: LogsRequest, believing: Believing): readonly NewLine[] =>
  request.resourceLogs
    .flatMap(({ scopeLogs }) => scopeLogs)
    .flatMap(({ logRecords }) => logRecords)
    .map((record) => {
      const saidMs = msOf(record.timeUnixNano);
      const atMs = believed(saidMs, believing);
      const { device, ...attributes } = byKey(record.attributes);
      const texts = Object.values(attributes).filter((value) => typeof value === 'string');
      const owner = textOf(device);
      return {
        atMs,
        saidAtMs: atMs === saidMs ? null : saidMs,
        level: record.severityNumber,
        event: record.eventName,
        paymentId: record.traceId === undefined ? null : paymentIdOf(record.traceId),
        device: owner,
        attributes,
        words: wordsOf([record.eventName, ...texts, ...(owner === null ? [] : [owner])]),
      };
    });

export const spansOf = (request: TracesRequest, believing: Believing): readonly NewSpan[] =>
  request.resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap(({ spans }) => spans)
    .map((span) => {
      const saidMs = msOf(span.startTimeUnixNano);
      const lastsMs = Math.max(0, msOf(span.endTimeUnixNano) - saidMs);
      const startMs = believed(saidMs, believing);
      return {
        paymentId: paymentIdOf(span.traceId),
        spanId: span.spanId,
        parentId: span.parentSpanId ?? null,
        name: span.name,
        startMs,
        endMs: startMs + lastsMs,
        failed: span.status.code === 2,
        outcome: textOf(byKey(span.attributes)['outcome']),
      };
    });

const valueOf = ({ asInt, asDouble }: OtlpPoint): number | null =>
  asInt === undefined ? (asDouble ?? null) : Number(asInt);

/** Of each series the latest point. */
export const metricsOf = (request: MetricsRequest, believing: Believing): readonly NewMetric[] => {
  const latest = new Map<string, NewMetric>();
  for (const { scopeMetrics } of request.resourceMetrics)
    for (const { metrics } of scopeMetrics)
      for (const { name, gauge } of metrics)
        for (const point of gauge.dataPoints) {
          const value = valueOf(point);
          const device = textOf(byKey(point.attributes)['device']) ?? '';
          const atMs = believed(msOf(point.timeUnixNano), believing);
          const key = `${name} ${device}`;
          if (value !== null && atMs >= (latest.get(key)?.atMs ?? 0))
            latest.set(key, { name, device, value, atMs });
        }
  return [...latest.values()];
};
