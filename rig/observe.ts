/** `node rig/observe.ts`: what of an OpenTelemetry collector, VictoriaMetrics and VictoriaLogs is on PATH. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { collectorConfig } from './observe/collector-config.ts';
import { argsOf, findObservers, USUAL_PORTS, type ObserverName } from './observe/programs.ts';
import { boundCommand } from './processes/bound-command.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';

const USAGE = `node rig/observe.ts [--data FOLDER]

  Starts what is on PATH of otelcol-contrib (or otelcol), victoria-metrics and victoria-logs, on
  loopback, and says what to give a kiosk or central. Needs a collector; Ctrl-C ends all of it.

  --data FOLDER  where they keep what they are told (default /var/tmp/khidma-observe)`;

/** sysexits: something that is needed is not there. */
const EXIT_UNAVAILABLE = 69;
const TITLES: Readonly<Record<ObserverName, string>> = {
  collector: 'An OpenTelemetry collector (otelcol-contrib or otelcol)',
  metrics: 'VictoriaMetrics (victoria-metrics)',
  logs: 'VictoriaLogs (victoria-logs)',
};
const ORDER: readonly ObserverName[] = ['metrics', 'logs', 'collector'];

const start = (program: string, args: readonly string[], command: Command): Promise<number> => {
  const [file, all] = boundCommand([program, ...args]);
  const child = spawn(file, all, { stdio: ['ignore', 'inherit', 'inherit'] });
  const gone = new Promise<number>((done) => {
    child.once('error', () => {
      done(EXIT_UNAVAILABLE);
    });
    child.once('exit', (code) => {
      done(code ?? 0);
    });
  });
  command.onEnd(async () => {
    child.kill('SIGTERM');
    await gone;
  });
  return gone;
};

const observe = async (folder: string, command: Command): Promise<number> => {
  const found = findObservers(process.env['PATH'] ?? '');
  for (const name of ORDER)
    console.log(`${TITLES[name]}: ${found[name] ?? 'is not on PATH, and left out'}`);
  if (found.collector === null) {
    console.error('Without a collector there is nobody to tell.');
    return EXIT_UNAVAILABLE;
  }
  for (const each of ['metrics', 'logs']) mkdirSync(join(folder, each), { recursive: true });
  const has = { metrics: found.metrics !== null, logs: found.logs !== null };
  writeFileSync(join(folder, 'collector.yaml'), collectorConfig(USUAL_PORTS, has));
  const address = `http://127.0.0.1:${String(USUAL_PORTS.collector)}`;
  console.log(`
A kiosk by itself, in kiosk.json:  "telemetry": { "collector": { "url": "${address}" } }
Or central, for the whole fleet:   node central/main.ts … --collector ${address}
${has.metrics ? `Metrics:  http://127.0.0.1:${String(USUAL_PORTS.metrics)}/vmui` : ''}
${has.logs ? `Logs:     http://127.0.0.1:${String(USUAL_PORTS.logs)}/select/vmui` : ''}
`);
  const running = ORDER.flatMap((name) => {
    const program = found[name];
    return program === null ? [] : [start(program, argsOf(name, folder, USUAL_PORTS), command)];
  });
  const interrupted = new Promise<number>((done) => {
    command.interrupted.addEventListener('abort', () => {
      done(0);
    });
  });
  return Promise.race([...running, interrupted]);
};

const read = (): string | null => {
  try {
    const { values } = parseArgs({
      options: { data: { type: 'string', default: '/var/tmp/khidma-observe' } },
    });
    return resolve(values.data);
  } catch {
    return null;
  }
};
const folder = read();
if (folder === null) {
  console.error(USAGE);
  process.exit(EXIT_USAGE);
} else await runCommand((command) => observe(folder, command));
