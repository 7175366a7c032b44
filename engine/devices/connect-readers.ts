import type { DevicesConfig } from '../../contract/device-config.ts';
import { ok, type Result } from '../../contract/result.ts';
import { createCabinet } from '../../drivers/cabinet/driver/cabinet.ts';
import type { Cabinet } from '../../drivers/cabinet.ts';
import { openPlace } from '../../drivers/discovery/open-place.ts';
import { createMagstripeReader } from '../../drivers/magstripe/driver/magstripe-reader.ts';
import { createMrzReader } from '../../drivers/mrz/driver/mrz-reader.ts';
import type { Reader } from '../../drivers/reader.ts';
import { createHidScanner } from '../../drivers/scanner/driver/hid-scanner.ts';
import { createSerialScanner } from '../../drivers/scanner/driver/serial-scanner.ts';
import { openPcsc } from '../../drivers/smart-card/driver/pcsc-service.ts';
import { createSmartCardReader } from '../../drivers/smart-card/driver/smart-card-reader.ts';
import { openHid } from '../../drivers/transport/hid.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { Connect, Opened } from './keep-open.ts';
import { closedOf, openLink, type ConnectContext } from './open-link.ts';

export const READER_ROLES = ['scanner', 'idReader', 'magstripe', 'smartCard'] as const;
export type ReaderName = (typeof READER_ROLES)[number];
type ReaderConfig = NonNullable<DevicesConfig[ReaderName]>;

type Link = Parameters<typeof closedOf>[0];

/** What `make` makes of the opened link, and the link's end. */
const over = async <L extends Link, T>(
  opening: Promise<Result<L, OpenProblem>>,
  make: (link: L) => T,
): Promise<Result<Opened<T>, OpenProblem>> => {
  const opened = await opening;
  if (!opened.ok) return opened;
  return ok({ device: make(opened.value), closed: closedOf(opened.value) });
};

const openReader = (
  device: ReaderConfig,
  context: ConnectContext,
): Promise<Result<Opened<Reader>, OpenProblem>> => {
  const { clock, tree } = context;
  if (device.driver === 'pcsc')
    return over(openPcsc(), (service) =>
      createSmartCardReader({
        service,
        clock,
        ...(device.reader === undefined ? {} : { reader: device.reader }),
      }),
    );
  if (device.transport === 'hid') {
    const make = device.driver === 'magtek' ? createMagstripeReader : createHidScanner;
    return over(
      openPlace(device.path, 'hid', (path) => openHid({ path, clock })(), tree),
      (transport) => make({ transport, clock }),
    );
  }
  const make = device.driver === 'mrz' ? createMrzReader : createSerialScanner;
  return over(openLink(device, context), (transport) => make({ transport, clock }));
};

/** How to open the reader of that role; `null` where the configuration names none. */
export const connectReader = (
  devices: DevicesConfig,
  role: ReaderName,
  context: ConnectContext,
): Connect<Reader> | null => {
  const device = devices[role];
  return device === undefined ? null : () => openReader(device, context);
};

/** Opens the cabinet's board. */
export const connectCabinet =
  (device: NonNullable<DevicesConfig['cabinet']>, context: ConnectContext): Connect<Cabinet> =>
  () =>
    over(openLink(device, context), (transport) =>
      createCabinet({ transport, clock: context.clock }),
    );
