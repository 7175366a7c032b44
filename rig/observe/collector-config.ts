import type { ObserverName, Ports } from './programs.ts';

/**
 * A collector that takes OTLP in JSON, as a kiosk and central send it, and hands it on as protobuf, which
 * is what VictoriaMetrics understands; whatever has no taker is shown on its own stderr.
 */
export const collectorConfig = (
  ports: Ports,
  has: Readonly<Record<Exclude<ObserverName, 'collector'>, boolean>>,
): string => {
  const at = (port: number): string => `http://127.0.0.1:${String(port)}`;
  const exporters = [
    '  debug:',
    '    verbosity: normal',
    ...(has.metrics
      ? [
          '  otlphttp/metrics:',
          '    encoding: proto',
          '    compression: gzip',
          `    metrics_endpoint: ${at(ports.metrics)}/opentelemetry/v1/metrics`,
        ]
      : []),
    ...(has.logs
      ? [
          '  otlphttp/logs:',
          '    encoding: proto',
          '    compression: gzip',
          `    logs_endpoint: ${at(ports.logs)}/insert/opentelemetry/v1/logs`,
          '    headers:',
          '      VL-Stream-Fields: service.name,service.instance.id',
        ]
      : []),
  ];
  const pipeline = (signal: string, exporter: string): readonly string[] => [
    `    ${signal}:`,
    '      receivers: [otlp]',
    `      exporters: [${exporter}]`,
  ];
  return [
    'receivers:',
    '  otlp:',
    '    protocols:',
    '      http:',
    `        endpoint: 127.0.0.1:${String(ports.collector)}`,
    'exporters:',
    ...exporters,
    'service:',
    '  telemetry:',
    '    metrics:',
    '      level: none',
    '  pipelines:',
    ...pipeline('logs', has.logs ? 'otlphttp/logs' : 'debug'),
    ...pipeline('metrics', has.metrics ? 'otlphttp/metrics' : 'debug'),
    ...pipeline('traces', 'debug'),
    '',
  ].join('\n');
};
