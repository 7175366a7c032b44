import type { CrashLabel, CrashPoint } from '../../../engine/crash-points.ts';
import { wireDevices } from '../../../engine/devices/wire-devices.ts';
import { startEngine, type Engine } from '../../../engine/engine.ts';
import type { GatewayFetch } from '../../../engine/gateway/client.ts';
import type { Journal } from '../../../engine/journal/journal.ts';
import type { SqlDatabase } from '../../../engine/journal/sql.ts';
import { createMutex } from '../../../engine/mutex.ts';
import { openJournal } from '../../../engine/open-journal.ts';
import type { Payment } from '../../../engine/payments/fold.ts';
import type { Chance } from '../core/random.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Trace } from '../core/trace.ts';
import { DiskError, PowerCut, type DiskAccess, type SimulatedDisk } from '../disk/disk.ts';
import type { Sqlite } from '../disk/vfs.ts';
import { lifeClock } from './clocks.ts';
import type { Page } from './page.ts';
import { quickSigner } from './quick-crypto.ts';
import { plainReceipts } from './receipts.ts';
import type { Sabotage } from './sabotage.ts';
import type { KioskId } from './kiosk-ids.ts';
import { kioskConfig } from './settings.ts';
import { simulatedStorage } from './storage.ts';
import type { Wire } from './wire.ts';

export type Life = {
  readonly engine: Engine;
  readonly journal: Journal;
};

/** The machine with the engine on it: it may die at any moment and starts again by itself. */
export type Kiosk = {
  readonly life: () => Life | null;
  readonly start: () => void;
  /** Everything not synced is at risk; it starts again after a while. */
  readonly cutPower: () => void;
  /** Only the process dies. */
  readonly kill: () => void;
  /** The next time the engine passes this place, this happens to it. */
  readonly armCrash: (label: CrashLabel, how: 'power' | 'kill') => void;
  readonly disarm: () => void;
  readonly lives: () => number;
  /** A rejected promise that nobody caught: the end of the life it belongs to. */
  readonly onUnhandled: (cause: unknown) => void;
  /** Stops in order, as for an update; resolves when nothing runs any more. */
  readonly stop: () => Promise<void>;
};

export type KioskDeps = {
  readonly kioskId: KioskId;
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly trace: Trace;
  readonly disk: SimulatedDisk;
  readonly sqlite3: Sqlite;
  readonly terminal: Wire;
  readonly printer: Wire;
  readonly fetch: GatewayFetch;
  readonly page: Page;
  /** Requests are signed and personal fields sealed as in the field, or quickly. */
  readonly isCryptoReal: boolean;
  /** How far this machine's wall clock is from the truth, ms. */
  readonly wallOffMs: () => number;
  readonly sabotage: Sabotage;
  readonly onCommit: (payment: Payment, journal: Journal) => void;
  /** Each payment of a journal opened again, oldest first. */
  readonly onFound: (payment: Payment) => void;
  /** The machine lost its power: what hangs on the same socket may have lost it too. */
  readonly onPowerCut: () => void;
  /** Something that no fault excuses. */
  readonly onBug: (cause: unknown) => void;
};

/** Faults of the disk reach the engine as errors: it ends itself, and the supervisor starts it again. */
const isDiskTrouble = (cause: unknown): boolean =>
  cause instanceof PowerCut ||
  cause instanceof DiskError ||
  ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_CANTOPEN'].includes(
    (cause as { code?: string } | null)?.code ?? '',
  );

const SUPERVISOR_MS = 3_000;
/** More than any world has. */
const MOST_PAYMENTS = 10_000;

export const createKiosk = (deps: KioskDeps): Kiosk => {
  const { schedule, chance, trace, disk } = deps;
  const config = kioskConfig(deps.kioskId);
  let life: Life | null = null;
  let access: DiskAccess | null = null;
  let armed: { readonly label: CrashLabel; readonly how: 'power' | 'kill' } | null = null;
  let lives = 0;
  let database: SqlDatabase | null = null;
  let stopped = false;
  let bugHeard: (cause: unknown) => void = deps.onBug;

  const die = (why: string, againMs: number): void => {
    trace.note(`dies: ${why}`);
    armed = null;
    life = null;
    access = null;
    const left = database;
    database = null;
    // Never from within SQLite, whose own write may be what died.
    schedule.after(0, () => left?.close());
    deps.page.goDark();
    deps.terminal.dropNear();
    deps.printer.dropNear();
    if (!stopped) schedule.after(againMs, start);
  };
  const kill = (why: string): void => {
    if (access === null) return;
    access.detach();
    die(why, SUPERVISOR_MS);
  };

  const start = (): void => {
    if (stopped || access !== null) return;
    lives += 1;
    const mine = disk.attach(() => {
      die('power cut', chance.between(20_000, 240_000));
      deps.onPowerCut();
    });
    access = mine;
    const isOver = (): boolean => mine.isOff();
    const onBug = (cause: unknown): void => {
      if (isOver()) return;
      if (!isDiskTrouble(cause)) deps.onBug(cause);
      kill(`bug: ${String(cause)}`);
    };
    bugHeard = onBug;
    try {
      begin(mine, isOver, onBug);
    } catch (cause) {
      onBug(cause);
    }
  };

  const begin = (
    mine: DiskAccess,
    isOver: () => boolean,
    onBug: (cause: unknown) => void,
  ): void => {
    const clock = lifeClock(schedule, { isOver, wallOffMs: deps.wallOffMs, onBug });
    const crash: CrashPoint = (label) => {
      if (armed?.label !== label || isOver()) return;
      if (armed.how === 'power') mine.cutPower();
      else kill(`at ${label}`);
      throw new PowerCut(label);
    };
    const storage = simulatedStorage({
      ...deps,
      disk: mine,
      onOpened: (db) => {
        database = db;
      },
    });
    const opened = openJournal(config, {
      clock,
      crash,
      storage: deps.sabotage.storage?.(storage, disk) ?? storage,
    });
    if (!opened.ok) {
      if (isOver()) return;
      if (disk.faults.full || opened.error.detail.includes('I/O')) {
        kill(`journal: ${opened.error.detail}`);
        return;
      }
      throw new Error(`the journal was refused: ${opened.error.code} ${opened.error.detail}`);
    }
    const { journal } = opened.value;
    trace.note(`starts, fact ${journal.nextSeq()}, recovered ${opened.value.recoveredFromMirror}`);
    journal.latest(MOST_PAYMENTS).toReversed().forEach(deps.onFound);
    journal.onCommit((payment) => {
      deps.onCommit(payment, journal);
    });
    const fetch: GatewayFetch = (url, request) =>
      isOver()
        ? new Promise(() => undefined)
        : deps.fetch(url, request).then(
            (answer) => (isOver() ? new Promise<never>(() => undefined) : answer),
            (cause: unknown) => {
              if (isOver()) return new Promise<never>(() => undefined);
              throw cause;
            },
          );
    const shared = {
      ...opened.value,
      kioskId: deps.kioskId,
      config,
      random: chance.bytes,
      mutex: createMutex(),
      log: (event: string) => {
        trace.note(event);
      },
      onBug,
    };
    const devices = wireDevices({
      ...shared,
      printing: plainReceipts,
      openLink: (link) => {
        if (isOver()) return new Promise(() => undefined);
        const path = link.transport === 'serial' ? link.path : '';
        return (path === 'terminal' ? deps.terminal : deps.printer).open(onBug);
      },
    });
    const parts = {
      ...shared,
      ...devices,
      fetch: deps.sabotage.fetch?.(fetch) ?? fetch,
      ...(deps.isCryptoReal ? {} : { signer: quickSigner(deps.kioskId, clock, chance.bytes) }),
    };
    const engine = startEngine(deps.sabotage.engine?.(parts) ?? parts);
    life = { engine, journal };
    deps.page.watch(engine.service);
  };

  return {
    life: () => life,
    start,
    cutPower: () => {
      if (access !== null) access.cutPower();
      else if (!stopped) {
        disk.losePower();
        deps.onPowerCut();
      }
    },
    kill: () => {
      kill('killed');
    },
    armCrash: (label, how) => {
      armed = { label, how };
    },
    disarm: () => {
      armed = null;
    },
    lives: () => lives,
    onUnhandled: (cause) => {
      if (cause instanceof PowerCut) return;
      bugHeard(cause);
    },
    stop: async () => {
      stopped = true;
      const last = life;
      life = null;
      deps.page.goDark();
      await last?.engine.stop();
      access = null;
    },
  };
};
