import { join } from 'node:path';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import { type TelemetryConfig, telemetryConfigSchema } from '../../contract/telemetry-config.ts';
import { createGateway, type GatewayFetch } from '../gateway/client.ts';
import { createRequestSigner } from '../gateway/request-signature.ts';
import type { Journal } from '../journal/journal.ts';
import type { KioskKey } from '../keys/kiosk-key.ts';
import type { Log } from '../log.ts';
import { allowed } from './allow.ts';
import { openBuffer } from './buffer.ts';
import { logRecordOf, metricsOf, resourceOf, type Sample } from './encode.ts';
import { watchJournal, WORTH } from './journal-watch.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { toCollector, toGateway } from './routes.ts';
import { sampleKiosk, sampleProcess, tellDevices, type Watched } from './samples.ts';
import { GAP_MS, startSender } from './sender.ts';
import { LEVELS, type Level } from './vocabulary.ts';

export const BUFFER_FILE = 'telemetry.db';
const VERSION = '0.1.0';
const METRIC_WORTH = 1;

/** What is told of the kiosk's health: lines from the first moment on, the rest once it runs. */
export type HealthLog = {
  /** Takes the line too; never throws and never waits for anybody. */
  readonly log: Log;
  /** From here on lines are kept; the sooner the better. */
  readonly open: (config: KioskConfig) => void;
  readonly start: (engine: Running) => void;
  /** Nothing is sent or measured any more; lines are still kept. */
  readonly stop: () => Promise<void>;
  readonly close: () => void;
};

export type Running = Watched & {
  readonly config: KioskConfig;
  readonly journal: Journal;
  readonly key: KioskKey;
  readonly random: RandomBytes;
  readonly onBug: (cause: unknown) => void;
};

export const createHealthLog = (clock: Clock, write: Log): HealthLog => {
  let settings: TelemetryConfig | null = null;
  let recorder: Recorder | null = null;
  let stop = (): Promise<void> => Promise.resolve();

  const wants = (level: Level): boolean =>
    settings !== null && LEVELS[level] >= LEVELS[settings.level];
  const take: Log = (event, fields = {}) => {
    const line = recorder === null ? null : allowed(event, fields);
    if (line === null || !wants(line.level)) return;
    const body = logRecordOf(line, clock.wallMs());
    recorder?.take([{ signal: 'logs', worth: WORTH[line.level], body }]);
  };
  const log: Log = (event, fields) => {
    write(event, fields);
    take(event, fields);
  };

  return {
    log,
    open: (config) => {
      settings = telemetryConfigSchema.parse(config.telemetry ?? {});
      if (!settings.enabled) return;
      const { mostBytes } = settings;
      const file = join(config.dataFolder, BUFFER_FILE);
      recorder = createRecorder({ clock, open: () => openBuffer(file, mostBytes) });
    },
    start: (engine) => {
      if (recorder === null || settings === null) return;
      stop = startTelling({ ...engine, clock, log, wants, settings, recorder });
      log('engine.started', { version: VERSION });
    },
    stop: () => stop(),
    close: () => {
      log('engine.stopped');
      recorder?.close();
      recorder = null;
    },
  };
};

const startTelling = (
  deps: Running & {
    readonly clock: Clock;
    readonly log: Log;
    readonly wants: (level: Level) => boolean;
    readonly settings: TelemetryConfig;
    readonly recorder: Recorder;
  },
): (() => Promise<void>) => {
  const { clock, config, settings, recorder } = deps;
  const unwatch = watchJournal(deps);
  const untell = tellDevices(deps, deps.log);
  const own = sampleProcess();
  const sample = (): void => {
    const waiting = recorder.with((buffer): readonly Sample[] => [
      { name: 'khidma.telemetry.waiting', unit: '{item}', value: buffer.waiting() },
      { name: 'khidma.telemetry.dropped', unit: '{item}', value: buffer.dropped().all },
    ]);
    const samples = [...sampleKiosk(deps), ...own.take(), ...(waiting ?? [])];
    const body = metricsOf(samples, clock.wallMs());
    recorder.take([{ signal: 'metrics', worth: METRIC_WORTH, body }]);
    cancel = clock.after(settings.sampleMs, sample);
  };
  let cancel = clock.after(0, sample);
  /** What was let go of is told as a line of its own. */
  const tellLost = (): void => {
    const untold = recorder.with((buffer) => {
      const { untold: count } = buffer.dropped();
      if (count > 0) buffer.toldDropped(count);
      return count;
    });
    if (untold !== null && untold > 0)
      deps.log('telemetry.dropped', { count: untold, why: 'full' });
    const lost = recorder.lost();
    if (lost > 0) deps.log('telemetry.dropped', { count: lost, why: 'notStored' });
  };
  const signer = createRequestSigner({ ...deps, kioskId: config.kiosk.id });
  const ending = new AbortController();
  // The machine's end waits for no answer; what was under way is sent again under its number.
  const send: GatewayFetch = (url, { signal, ...request }) =>
    fetch(url, { ...request, signal: AbortSignal.any([signal, ending.signal]) });
  // A client of its own: whether health is taken says nothing of whether payments are.
  const gateway = createGateway({ ...config.gateway, clock, signer, fetch: send });
  const sender = startSender({
    ...deps,
    send:
      settings.collector === undefined
        ? toGateway(gateway)
        : toCollector(settings.collector, { clock, fetch: send }),
    timing: { ...settings, gapMs: GAP_MS },
    resource: resourceOf({ id: config.kiosk.id, version: VERSION }),
    onRound: tellLost,
    onRefused: (code, count) => {
      deps.log('telemetry.refused', { code });
      deps.log('telemetry.dropped', { count, why: 'refused' });
    },
  });
  return async () => {
    cancel();
    untell();
    own.stop();
    ending.abort();
    await sender.stop();
    unwatch();
  };
};
