import { join } from 'node:path';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import { type TelemetryConfig, telemetryConfigSchema } from '../../contract/telemetry-config.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { allowed } from './allow.ts';
import { openBuffer } from './buffer.ts';
import { logRecordOf, metricsOf } from './encode.ts';
import { watchJournal, WORTH } from './journal-watch.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { sampleKiosk, sampleProcess, tellDevices, type Watched } from './samples.ts';
import { type SendingParts, startSending } from './sending.ts';
import { LEVELS, type Level } from './vocabulary.ts';

export const BUFFER_FILE = 'telemetry.db';
export const VERSION = '0.1.0';
const METRIC_WORTH = 1;

/** What is told of the kiosk's health: lines from the first moment on, the rest once it runs. */
export type HealthLog = {
  /** Takes the line too; never throws and never waits for anybody. */
  readonly log: Log;
  /** From here on lines are kept; the sooner the better. */
  readonly open: (config: KioskConfig) => void;
  /** From here on they are sent, also while nothing is sold. Asked again it does nothing. */
  readonly send: (parts: SendingParts) => void;
  readonly start: (engine: Running) => void;
  /** Nothing is sent or measured any more; lines are still kept. */
  readonly stop: () => Promise<void>;
  readonly close: () => void;
};

export type Running = Watched & SendingParts & { readonly journal: Journal };

export const createHealthLog = (clock: Clock, write: Log): HealthLog => {
  let settings: TelemetryConfig | null = null;
  let recorder: Recorder | null = null;
  let sending: { readonly stop: () => Promise<void> } | null = null;
  let stopTelling = (): void => undefined;

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
  const send = (parts: SendingParts): void => {
    if (recorder === null || settings === null) return;
    sending ??= startSending({ ...parts, clock, log, settings, recorder, version: VERSION });
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
    send,
    start: (engine) => {
      if (recorder === null || settings === null) return;
      stopTelling = startTelling({ ...engine, clock, log, wants, settings, recorder });
      log('engine.started', { version: VERSION });
      send(engine);
    },
    stop: async () => {
      stopTelling();
      await sending?.stop();
    },
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
): (() => void) => {
  const { clock, settings, recorder } = deps;
  const unwatch = watchJournal(deps);
  const untell = tellDevices(deps, deps.log);
  const own = sampleProcess();
  const sample = (): void => {
    // Within the recorder: what cannot be measured just now is no bug to end the engine for.
    recorder.with((buffer) => {
      buffer.tidy();
      const samples = [
        ...sampleKiosk(deps),
        ...own.take(),
        { name: 'khidma.telemetry.waiting', unit: '{item}', value: buffer.waiting() },
        { name: 'khidma.telemetry.dropped', unit: '{item}', value: buffer.dropped().all },
      ];
      const body = metricsOf(samples, clock.wallMs());
      buffer.add([{ signal: 'metrics', worth: METRIC_WORTH, body }]);
    });
    cancel = clock.after(settings.sampleMs, sample);
  };
  let cancel = clock.after(0, sample);
  return () => {
    cancel();
    untell();
    own.stop();
    unwatch();
  };
};
