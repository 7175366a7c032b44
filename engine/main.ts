/** The engine's process: configuration in, devices and API up, one JSON line when it is ready. */
import { randomBytes } from 'node:crypto';
import { systemClock } from '../contract/clock.ts';
import type { KioskConfig } from '../contract/config.ts';
import type { RandomBytes } from '../contract/ids.ts';
import { announceApi } from './api/announce.ts';
import { openWhenFit } from './closed/open-when-fit.ts';
import { trialAtStart } from './config/binding-trial.ts';
import { describeConfigProblem, EXIT_CONFIG, loadConfig } from './config/load-config.ts';
import { crashPointFrom, noCrash } from './crash-points.ts';
import { wireDevices } from './devices/wire-devices.ts';
import { bootId } from './boot-id.ts';
import { startEngine } from './engine.ts';
import { oneMore, readTroubles, writeTroubles } from './health/disk-patience.ts';
import { shortOfRoom } from './health/disk-room.ts';
import { diskTrouble } from './health/disk-trouble.ts';
import { identityOnDisk } from './identity/place.ts';
import { existingKioskKey } from './keys/kiosk-key.ts';
import { machineKey } from './keys/machine-key.ts';
import { createLog } from './log.ts';
import { createLogTail } from './log-tail.ts';
import { createMutex } from './mutex.ts';
import { mirrorFolderOf } from './open-journal.ts';
import { openWaitingReceiptMessages } from './messages/waiting.ts';
import { createEspeakVoice } from './speech/espeak-voice.ts';
import { openWaitingMessages } from './tawasul/waiting.ts';
import { openBook } from './technician/book.ts';
import { machineRestarter } from './remote/restart-machine.ts';
import { startTelling } from './status/start.ts';
import { createHealthLog } from './telemetry/health-log.ts';

/** sysexits: the data is not usable; somebody must look. */
const EXIT_DATA = 65;
/** sysexits: a bug of ours; the supervisor starts the engine again and the journal resumes. */
const EXIT_BUG = 70;

/** How often the disk refused, handed on to the process that takes this one's place. */
const TROUBLES = 'KHIDMA_DISK_TROUBLES';

const health = createHealthLog(
  systemClock,
  createLog(
    () => systemClock.wallMs(),
    (line) => {
      process.stderr.write(line);
    },
  ),
);
const tail = createLogTail(health.log, () => systemClock.wallMs());
const { log } = tail;
// Its file may lie on the very disk that is full: a log that cannot be written ends nothing.
process.stderr.on('error', () => undefined);

/** The same command in this process's place, with the configuration as it is now. */
const beginAnew = (): never => {
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve?.(process.execPath, args, process.env);
  return process.exit(EXIT_BUG);
};

/**
 * Takes this process's place with a new one, as a kill would: nothing that was under way goes on, the
 * terminal hears no word of it, and the new one shows why it is closed until the disk is well again.
 */
const beginAnewClosed = (code: string): never => {
  const troubles = oneMore(readTroubles(process.env[TROUBLES]), systemClock.wallMs());
  log('disk.refused', { code, times: troubles.count });
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  // Its type says that it returns; where it fails it throws, or ends the process.
  process.execve?.(process.execPath, args, {
    ...process.env,
    [TROUBLES]: writeTroubles(troubles),
  });
  return process.exit(EXIT_BUG);
};

const onBug = (cause: unknown): void => {
  const code = diskTrouble(cause);
  if (code !== null) beginAnewClosed(code);
  const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  log('engine.bug', { error });
  process.exit(EXIT_BUG);
};
process.on('uncaughtException', onBug);
process.on('unhandledRejection', onBug);

const ready = (url: string): void => {
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
};

/** A kiosk that sells nothing tells why, where its key can be read. */
const tellWhyClosed = (config: KioskConfig, random: RandomBytes): void => {
  try {
    const key = existingKioskKey(config.dataFolder);
    if (key !== null) health.send({ config, key, random, onBug });
  } catch (cause) {
    // On a disk that cannot be read the screen alone says it.
    log('telemetry.noKey', { error: String(cause) });
  }
};

const main = async (): Promise<void> => {
  const path = process.env['KIOSK_CONFIG'];
  if (path === undefined || path === '') {
    process.stderr.write('KIOSK_CONFIG must name the kiosk.json to start with.\n');
    process.exit(EXIT_CONFIG);
  }
  const trial = trialAtStart(path, () => loadConfig(path).ok);
  const loaded = loadConfig(path);
  if (!loaded.ok) {
    process.stderr.write(`${describeConfigProblem(loaded.error)}\n`);
    process.exit(EXIT_CONFIG);
  }
  const config = loaded.value;
  health.open(config);
  const crash =
    config.mode === 'development' ? crashPointFrom(process.env['KHIDMA_CRASH_AT']) : noCrash;
  const random = (count: number): Uint8Array => randomBytes(count);
  const stopping = new AbortController();
  let stop = (): void => {
    stopping.abort();
  };
  const onSignal = (): void => {
    stop();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);

  const opened = await openWhenFit({
    config,
    crash,
    random,
    log,
    troubles: readTroubles(process.env[TROUBLES]),
    stopping: stopping.signal,
    onReady: (url) => {
      ready(url);
      tellWhyClosed(config, random);
    },
  });
  if (!opened.ok) {
    const { code, where, detail } = opened.error;
    process.stderr.write(`The journal ${where} cannot be used (${code}): ${detail}\n`);
    process.exit(EXIT_DATA);
  }
  if (opened.value === null) process.exit(0);
  if (opened.value.recoveredFromMirror > 0) {
    log('journal.recoveredFromMirror', { payments: opened.value.recoveredFromMirror });
  }
  if (config.mode === 'production' && machineKey() === null) log('keys.bare');
  const folders = [config.dataFolder, mirrorFolderOf(config)];
  const { sealer } = opened.value;
  let restart = (): void => undefined;
  const { journal } = opened.value;
  const restartCommand = config.machine?.restartCommand;
  const staffBook = openBook(config.dataFolder, {
    clock: systemClock,
    remembered: () => journal.kept('staffBook'),
    remember: (end) => {
      journal.keep('staffBook', end);
    },
  });
  const shared = {
    ...opened.value,
    staffBook,
    logTail: tail.latest,
    bootId,
    ...(restartCommand === undefined ? {} : { restartMachine: machineRestarter(restartCommand) }),
    kioskFile: {
      path,
      trial,
      restart: () => {
        restart();
      },
    },
    messages: openWaitingMessages(config.dataFolder, sealer, config.tawasul?.mostWaiting),
    receiptMessages: openWaitingReceiptMessages(config.dataFolder, sealer),
    identity: { place: identityOnDisk(config), key: opened.value.key },
    config,
    random,
    mutex: createMutex(),
    ...(config.audio?.enabled === true ? { voice: createEspeakVoice(config.audio) } : {}),
    room: () => shortOfRoom(folders, config.limits.freeDiskBytes),
    log,
    onBug,
  };
  const devices = wireDevices(shared);
  const engine = startEngine({ ...shared, ...devices });
  health.start({ ...shared, ...devices, service: engine.service });
  const telling = startTelling({ ...shared, clock: systemClock, source: engine.status });
  const api = await announceApi(config, engine.service, random);
  ready(api.url);

  const endThen = (next: () => void): void => {
    let last = next;
    // Told to end while it begins anew, it ends.
    stop = () => {
      last = () => process.exit(0);
    };
    restart = () => undefined;
    api
      .close()
      .then(() => telling.stop())
      .then(() => health.stop())
      .then(() => engine.stop())
      .then(() => {
        health.close();
        last();
      })
      .catch(onBug);
  };
  const end = (): void => {
    endThen(() => process.exit(0));
  };
  restart = () => {
    endThen(beginAnew);
  };
  stop = end;
  if (stopping.signal.aborted) end();
};

main().catch(onBug);
