import type { Clock } from '../../../contract/clock.ts';
import type { Chance } from '../core/random.ts';
import { createSchedule, type Schedule } from '../core/schedule.ts';
import { createTrace, type Trace } from '../core/trace.ts';
import { createWatch, type Watch } from '../checks/live.ts';
import { createDisk, type SimulatedDisk } from '../disk/disk.ts';
import { loadSqlite, type Sqlite } from '../disk/vfs.ts';
import { createCentral, type SimulatedCentral } from './central.ts';
import { trueClock } from './clocks.ts';
import type { Stage } from './faults.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import { createNetwork, FAIR } from './network.ts';
import { createPage, type Page } from './page.ts';
import { createPrinter } from './printer.ts';
import type { Sabotage } from './sabotage.ts';
import { createTerminal } from './terminal.ts';
import { createWire } from './wire.ts';

export type World = Stage & {
  readonly schedule: Schedule;
  readonly trace: Trace;
  readonly truth: Clock;
  readonly disk: SimulatedDisk;
  readonly sqlite3: Sqlite;
  readonly kiosk: Kiosk;
  readonly page: Page;
  readonly central: SimulatedCentral;
  readonly watch: Watch;
  /** What broke, in the order in which it was noticed. */
  readonly broken: string[];
};

const OFF_MS = 300;
/** Worlds that sign and seal as in the field; the others do it quickly, for no promise rests on it. */
const REAL_CRYPTO = 1 / 8;

/** One kiosk with its devices, its disk, the network and central; nothing happens yet. */
export const createWorld = async (
  chance: Chance,
  sabotage: Sabotage,
  print?: (line: string) => void,
): Promise<World> => {
  const schedule = createSchedule();
  const trace = createTrace(schedule.now, print);
  const truth = trueClock(schedule);
  const broken: string[] = [];
  const breaks = (what: string): void => {
    trace.note(`BROKEN ${what}`);
    broken.push(what);
  };
  const onBug = (cause: unknown): void => {
    breaks(`bug: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`);
  };
  const sqlite3 = await loadSqlite();
  const disk = createDisk(chance.fork('disk'));
  const wires = {
    terminal: createWire('terminal', schedule, trace),
    printer: createWire('printer', schedule, trace),
  };
  const terminal = createTerminal(wires.terminal, truth, 1, chance.happens(0.9));
  const printer = createPrinter(wires.printer, truth);
  const watch = createWatch(terminal, breaks);
  const isCryptoReal = chance.fork('crypto').happens(REAL_CRYPTO);
  const central = await createCentral(truth, chance.fork('central'), onBug, isCryptoReal);
  const weather = { ...FAIR };
  const clock = { wallOffMs: 0 };
  const page = createPage(onBug);
  const power = chance.fork('power');
  const kiosk = createKiosk({
    schedule,
    chance: chance.fork('kiosk'),
    trace,
    disk,
    sqlite3,
    ...wires,
    fetch: createNetwork({
      serve: watch.watching(central.serve),
      weather,
      schedule,
      chance: chance.fork('network'),
      trace,
    }),
    page,
    isCryptoReal,
    wallOffMs: () => clock.wallOffMs,
    sabotage,
    onCommit: (payment) => {
      trace.note(`${payment.paymentId.slice(-6)} ${payment.state} ${payment.receipt}`);
      watch.committed(payment);
    },
    onFound: watch.found,
    onPowerCut: () => {
      if (disk.hasLied()) watch.forget();
      // Devices on the same socket: off and on again with it, or not.
      if (power.happens(0.5)) terminal.control({ do: 'reboot' }).catch(onBug);
      if (power.happens(0.5))
        schedule.after(OFF_MS, () => {
          printer.printer.powerCycle();
        });
    },
    onBug,
  });
  return {
    schedule,
    chance,
    trace,
    truth,
    disk,
    sqlite3,
    terminal,
    printer,
    central,
    watch,
    weather,
    clock,
    page,
    kiosk,
    broken,
    onBug,
  };
};
