import type { KioskConfig } from '../../contract/config.ts';
import { profileNamed } from '../../drivers/escpos/profiles/named.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { receiptPrinting, type ReceiptPrinting } from '../receipts/receipt-printing.ts';
import { createCabinetRole } from './cabinet-role.ts';
import { connectCabinet, connectReader, READER_ROLES } from './connect-readers.ts';
import { connectPrinter, connectTerminal } from './connect.ts';
import { knownTexts } from './known-texts.ts';
import { nexoNotices } from './nexo-notices.ts';
import { createActivity } from './activity.ts';
import type { ConnectContext, DeviceRole, OpenLink } from './open-link.ts';
import { createPrinterRole } from './printer-role.ts';
import { createReaderRole } from './reader-role.ts';
import { tellOpenings } from './tell-openings.ts';
import { terminalNotices } from './terminal-notices.ts';
import { createTerminalRole } from './terminal-role.ts';

type Wired = Pick<
  EngineDeps,
  'terminal' | 'printer' | 'readers' | 'cabinet' | 'layout' | 'activity'
>;

const PAPER_RECORD = 'paper';

/** Every device that the configuration names, kept open in its role from now on. */
export const wireDevices = (
  deps: Pick<EngineDeps, 'journal' | 'clock' | 'mutex' | 'random' | 'log' | 'onBug'> & {
    readonly config: KioskConfig;
    /** A piece of a receipt may hang from the printer. */
    readonly hangingPaper: boolean;
    /** In place of the machine's own ports, for a simulated world. */
    readonly openLink?: OpenLink;
    /** In place of receipts laid out for people, where only their way to paper matters. */
    readonly printing?: ReceiptPrinting;
  },
): Wired => {
  const { config, journal, clock, log, onBug } = deps;
  const { devices, dataFolder } = config;
  const { heartbeatMs } = config.timing;
  const context: ConnectContext = {
    clock,
    dataFolder,
    random: deps.random,
    ...(deps.openLink === undefined ? {} : { open: deps.openLink }),
  };
  const activity = createActivity();
  const heardAs = (role: DeviceRole): ConnectContext => ({ ...context, tap: activity.tap(role) });
  const reopenMs = Math.min(heartbeatMs, 1_000);
  const profile = profileNamed(devices.printer.profile);
  const printing =
    deps.printing ??
    receiptPrinting(profile, knownTexts(config.kiosk.place, journal.kept('catalogue')));

  const readers: Record<string, NonNullable<Wired['readers'][keyof Wired['readers']]>> = {};
  for (const role of READER_ROLES) {
    const connect = connectReader(devices, role, heardAs(role));
    if (connect === null) continue;
    const told = tellOpenings(role, connect, log);
    readers[role] = createReaderRole({ clock, connect: told, reopenMs, onBug });
  }

  return {
    terminal: createTerminalRole({
      clock,
      driver: devices.terminal.driver,
      mutex: deps.mutex,
      connect: tellOpenings(
        'terminal',
        connectTerminal(devices.terminal, heardAs('terminal'), {
          zvt: terminalNotices({ log, onBug }),
          nexo: nexoNotices({ log, onBug }),
        }),
        log,
      ),
      heartbeatMs,
      onBug,
    }),
    printer: createPrinterRole({
      clock,
      connect: tellOpenings(
        'printer',
        connectPrinter(devices.printer, heardAs('printer'), {
          heartbeatMs,
          hangingPaper: deps.hangingPaper,
          storedSet: printing.storedSet,
        }),
        log,
      ),
      reopenMs,
      onBug,
      paper: {
        rollMetres: devices.printer.rollMetres,
        nearEndMetres: profile.nearEndMetres,
        load: () => journal.kept(PAPER_RECORD),
        save: (record) => {
          journal.keep(PAPER_RECORD, record);
        },
      },
    }),
    readers,
    cabinet:
      devices.cabinet === undefined
        ? null
        : createCabinetRole({
            clock,
            connect: tellOpenings(
              'cabinet',
              connectCabinet(devices.cabinet, heardAs('cabinet')),
              log,
            ),
            reopenMs,
            onBug,
          }),
    layout: printing.layout,
    activity,
  };
};
