import type { Clock } from '../../../contract/clock.ts';
import type { HoldsWatch } from '../checks/holds.ts';
import { createWatch, type Watch } from '../checks/live.ts';
import type { Chance } from '../core/random.ts';
import type { Schedule } from '../core/schedule.ts';
import type { Trace } from '../core/trace.ts';
import { createDisk, type SimulatedDisk } from '../disk/disk.ts';
import type { Sqlite } from '../disk/vfs.ts';
import type { SimulatedCentral } from './central.ts';
import type { Stage } from './faults.ts';
import type { KioskId } from './kiosk-ids.ts';
import { createKiosk, type Kiosk } from './kiosk.ts';
import { createNetwork, FAIR } from './network.ts';
import { createPage, type Page } from './page.ts';
import { createPrinter } from './printer.ts';
import type { Sabotage } from './sabotage.ts';
import { createTerminal } from './terminal.ts';
import { createWire } from './wire.ts';

/** Where one kiosk stands: all that is its own, with its own way to central. */
export type Site = Stage & {
  readonly kioskId: KioskId;
  readonly disk: SimulatedDisk;
  readonly kiosk: Kiosk;
  readonly page: Page;
  readonly watch: Watch;
};

const OFF_MS = 300;

/** One kiosk with its devices, its disk and its network; nothing happens yet. */
export const createSite = (deps: {
  readonly kioskId: KioskId;
  readonly terminalId: string;
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly trace: Trace;
  readonly truth: Clock;
  readonly sqlite3: Sqlite;
  readonly central: SimulatedCentral;
  readonly holds: HoldsWatch;
  readonly isCryptoReal: boolean;
  readonly sabotage: Sabotage;
  readonly breaks: (what: string) => void;
  readonly onBug: (cause: unknown) => void;
}): Site => {
  const { kioskId, schedule, chance, trace, truth, central, onBug } = deps;
  const disk = createDisk(chance.fork('disk'));
  const wires = {
    terminal: createWire('terminal', schedule, trace),
    printer: createWire('printer', schedule, trace),
  };
  const usedBefore = chance.happens(0.9);
  const terminal = createTerminal(wires.terminal, truth, 1, usedBefore, deps.terminalId);
  const printer = createPrinter(wires.printer, truth);
  const watch = createWatch(terminal, (billId) => central.bills.get(billId), deps.breaks);
  const weather = { ...FAIR };
  const clock = { wallOffMs: 0 };
  const page = createPage(onBug);
  const power = chance.fork('power');
  const kiosk = createKiosk({
    ...deps,
    ...wires,
    chance: chance.fork('kiosk'),
    disk,
    fetch: createNetwork({
      serve: deps.holds.watching(kioskId, watch.watching(central.serve)),
      weather,
      schedule,
      chance: chance.fork('network'),
      trace,
    }),
    page,
    wallOffMs: () => clock.wallOffMs,
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
  });
  return {
    kioskId,
    schedule,
    chance,
    disk,
    terminal,
    printer,
    watch,
    weather,
    clock,
    page,
    kiosk,
    onBug,
  };
};
