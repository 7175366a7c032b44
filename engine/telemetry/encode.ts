import type {
  LogsRequest,
  MetricsRequest,
  OtlpAttribute,
  OtlpLogRecord,
  OtlpMetric,
  OtlpSpan,
  Signal,
  TracesRequest,
} from '../../contract/otlp.ts';
import type { HealthLine } from './allow.ts';
import { LEVELS } from './vocabulary.ts';

/** OTLP's times are nanoseconds as text; ours are whole milliseconds since 1970. */
export const nanosOf = (wallMs: number): string =>
  (BigInt(Math.max(0, Math.floor(wallMs))) * 1_000_000n).toString();

/** A payment's id is 16 bytes, as a trace's: no second name is needed. */
export const traceIdOf = (paymentId: string): string => paymentId.replaceAll('-', '');

export const logRecordOf = (line: HealthLine, atMs: number): OtlpLogRecord => ({
  timeUnixNano: nanosOf(atMs),
  severityNumber: LEVELS[line.level],
  severityText: line.level.toUpperCase(),
  eventName: line.event,
  // Receivers that do not know `eventName` yet show the body.
  body: { stringValue: line.event },
  attributes: [...line.attributes],
  ...(line.paymentId === null ? {} : { traceId: traceIdOf(line.paymentId) }),
});

/** One value of a gauge at one moment. */
export type Sample = {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly device?: string;
};

export const metricsOf = (samples: readonly Sample[], atMs: number): readonly OtlpMetric[] =>
  samples.map(({ name, unit, value, device }) => ({
    name,
    unit,
    gauge: {
      dataPoints: [
        {
          timeUnixNano: nanosOf(atMs),
          ...(Number.isSafeInteger(value) ? { asInt: String(value) } : { asDouble: value }),
          attributes:
            device === undefined ? [] : [{ key: 'device', value: { stringValue: device } }],
        },
      ],
    },
  }));

/** Who speaks: the same in every request of this kiosk, so that a collector makes one series of it. */
export const resourceOf = (kiosk: {
  readonly id: string;
  readonly version: string;
}): readonly OtlpAttribute[] => [
  { key: 'service.name', value: { stringValue: 'khidma-kiosk' } },
  { key: 'service.version', value: { stringValue: kiosk.version } },
  { key: 'service.instance.id', value: { stringValue: kiosk.id } },
];

export type TelemetryRequest = LogsRequest | MetricsRequest | TracesRequest;

/** One request from what the buffer holds: bodies made by the functions above, parsed again. */
export const requestOf = (
  signal: Signal,
  attributes: readonly OtlpAttribute[],
  bodies: readonly unknown[],
): TelemetryRequest => {
  const resource = { attributes: [...attributes] };
  const scope = { name: 'khidma.engine' };
  switch (signal) {
    case 'logs': {
      const logRecords = bodies as OtlpLogRecord[];
      return { resourceLogs: [{ resource, scopeLogs: [{ scope, logRecords }] }] };
    }
    case 'traces': {
      const spans = bodies as OtlpSpan[];
      return { resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] };
    }
    case 'metrics': {
      const metrics = merged((bodies as OtlpMetric[][]).flat());
      return { resourceMetrics: [{ resource, scopeMetrics: [{ scope, metrics }] }] };
    }
  }
};

/** Several samples of one metric become points of one. */
const merged = (metrics: readonly OtlpMetric[]): OtlpMetric[] => {
  const byName = new Map<string, OtlpMetric>();
  for (const metric of metrics) {
    const known = byName.get(metric.name);
    if (known === undefined) byName.set(metric.name, structuredClone(metric));
    else known.gauge.dataPoints.push(...metric.gauge.dataPoints);
  }
  return [...byName.values()];
};
