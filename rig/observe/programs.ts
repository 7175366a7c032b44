import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type ObserverName = 'collector' | 'metrics' | 'logs';

/** Under which names the programs are shipped, the most capable first. */
const NAMES: Readonly<Record<ObserverName, readonly string[]>> = {
  collector: ['otelcol-contrib', 'otelcol'],
  metrics: ['victoria-metrics-prod', 'victoria-metrics'],
  logs: ['victoria-logs-prod', 'victoria-logs'],
};

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Which of them are on `path`; the file of each, or `null`. */
export const findObservers = (path: string): Readonly<Record<ObserverName, string | null>> => {
  const find = (name: ObserverName): string | null =>
    NAMES[name]
      .flatMap((program) => path.split(delimiter).map((folder) => join(folder, program)))
      .find(isProgram) ?? null;
  return { collector: find('collector'), metrics: find('metrics'), logs: find('logs') };
};

export type Ports = Readonly<Record<ObserverName, number>>;
export const USUAL_PORTS: Ports = { collector: 4318, metrics: 8428, logs: 9428 };

/** How each is called; everything it keeps lies in `folder`. */
export const argsOf = (name: ObserverName, folder: string, ports: Ports): readonly string[] => {
  const listen = `127.0.0.1:${String(ports[name])}`;
  switch (name) {
    case 'collector':
      return [`--config=${join(folder, 'collector.yaml')}`];
    case 'metrics':
      return [
        `-httpListenAddr=${listen}`,
        `-storageDataPath=${join(folder, 'metrics')}`,
        '-opentelemetry.usePrometheusNaming',
      ];
    case 'logs':
      return [`-httpListenAddr=${listen}`, `-storageDataPath=${join(folder, 'logs')}`];
  }
};
