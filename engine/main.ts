/** The engine's process: configuration in, devices and API up, one JSON line when it is ready. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '../contract/clock.ts';
import type { EngineAccess } from '../contract/engine-api.ts';
import { startApi } from './api/server.ts';
import { describeConfigProblem, EXIT_CONFIG, loadConfig } from './config/load-config.ts';
import { crashPointFrom, noCrash } from './crash-points.ts';
import { wireDevices } from './devices/wire-devices.ts';
import { startEngine } from './engine.ts';
import { writeDurably } from './keys/secret-file.ts';
import { createLog } from './log.ts';
import { createMutex } from './mutex.ts';
import { openJournal } from './open-journal.ts';

/** sysexits: the data is not usable; somebody must look. */
const EXIT_DATA = 65;
/** sysexits: a bug of ours; the supervisor starts the engine again and the journal resumes. */
const EXIT_BUG = 70;

const log = createLog(
  () => systemClock.wallMs(),
  (line) => {
    process.stderr.write(line);
  },
);
const onBug = (cause: unknown): void => {
  const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  log('engine.bug', { error });
  process.exit(EXIT_BUG);
};
process.on('uncaughtException', onBug);
process.on('unhandledRejection', onBug);

const main = async (): Promise<void> => {
  const path = process.env['KIOSK_CONFIG'];
  if (path === undefined || path === '') {
    process.stderr.write('KIOSK_CONFIG must name the kiosk.json to start with.\n');
    process.exit(EXIT_CONFIG);
  }
  const loaded = loadConfig(path);
  if (!loaded.ok) {
    process.stderr.write(`${describeConfigProblem(loaded.error)}\n`);
    process.exit(EXIT_CONFIG);
  }
  const config = loaded.value;
  const crash =
    config.mode === 'development' ? crashPointFrom(process.env['KHIDMA_CRASH_AT']) : noCrash;
  const opened = openJournal(config, { clock: systemClock, crash });
  if (!opened.ok) {
    const { code, where, detail } = opened.error;
    process.stderr.write(`The journal ${where} cannot be used (${code}): ${detail}\n`);
    process.exit(EXIT_DATA);
  }
  if (opened.value.recoveredFromMirror > 0) {
    log('journal.recoveredFromMirror', { payments: opened.value.recoveredFromMirror });
  }
  const shared = {
    ...opened.value,
    config,
    random: (count: number) => randomBytes(count),
    mutex: createMutex(),
    log,
    onBug,
  };
  const engine = startEngine({ ...shared, ...wireDevices(shared) });
  const token = randomBytes(32).toString('base64url');
  const api = await startApi({
    service: engine.service,
    token,
    port: config.api.port,
    origins: config.api.origins,
  });
  const access: EngineAccess = { url: api.url, token };
  writeDurably(join(config.dataFolder, 'engine-access.json'), Buffer.from(JSON.stringify(access)));
  process.stdout.write(`${JSON.stringify({ ready: true, url: api.url })}\n`);

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    api
      .close()
      .then(() => engine.stop())
      .then(() => process.exit(0), onBug);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

main().catch(onBug);
