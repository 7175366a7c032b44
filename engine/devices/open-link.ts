import type { Clock } from '../../contract/clock.ts';
import type { DevicePlace, DevicesConfig } from '../../contract/device-config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { Result } from '../../contract/result.ts';
import { openPlace } from '../../drivers/discovery/open-place.ts';
import type { DeviceTree } from '../../drivers/discovery/tree.ts';
import { openSerial } from '../../drivers/transport/serial.ts';
import { openTcp } from '../../drivers/transport/tcp.ts';
import type { ByteTransport, OpenProblem } from '../../drivers/transport/transport.ts';
import { openUsbPrinter } from '../../drivers/transport/usb-printer.ts';

export type DeviceRole = keyof DevicesConfig;

/** What every connection needs beside its own configuration. */
export type ConnectContext = {
  readonly clock: Clock;
  /** Another tree than the kernel's, for tests. */
  readonly tree?: DeviceTree;
  /** Of the kiosk: where a driver keeps what must survive a restart. */
  readonly dataFolder: string;
  /** Cryptographically random. */
  readonly random: RandomBytes;
  /** Looks on: gets every opened byte pipe, gives the one to be used. */
  readonly tap?: (transport: ByteTransport) => ByteTransport;
  /** In place of the machine's own ports, for a simulated world. */
  readonly open?: OpenLink;
};

type SerialPlace = {
  readonly transport: 'serial';
  readonly path: DevicePlace;
  readonly baudRate: number;
};
export type LinkConfig =
  | SerialPlace
  | { readonly transport: 'usbPrinter'; readonly path: DevicePlace }
  | { readonly transport: 'tcp'; readonly host: string; readonly port: number };

export type OpenLink = (link: LinkConfig) => Promise<Result<ByteTransport, OpenProblem>>;

const openRaw = (
  link: LinkConfig,
  { clock, tree, open }: ConnectContext,
  stopBits: 1 | 2,
): Promise<Result<ByteTransport, OpenProblem>> => {
  if (open !== undefined) return open(link);
  switch (link.transport) {
    case 'serial':
      return openPlace(
        link.path,
        'serial',
        (path) => openSerial({ path, baudRate: link.baudRate, stopBits, clock })(),
        tree,
      );
    case 'usbPrinter':
      return openPlace(link.path, 'usbPrinter', (path) => openUsbPrinter({ path, clock })(), tree);
    case 'tcp':
      return openTcp({ host: link.host, port: link.port, clock })();
  }
};

/** Opens the byte pipe that a device's configuration names, looked up afresh at each call. */
export const openLink = async (
  link: LinkConfig,
  context: ConnectContext,
  stopBits: 1 | 2 = 1,
): Promise<Result<ByteTransport, OpenProblem>> => {
  const opened = await openRaw(link, context, stopBits);
  return opened.ok && context.tap !== undefined
    ? { ok: true, value: context.tap(opened.value) }
    : opened;
};

/** Resolves when the link is gone for whatever reason. */
export const closedOf = (transport: Pick<ByteTransport, 'onClose' | 'isOpen'>): Promise<void> =>
  new Promise((resolve) => {
    transport.onClose(resolve);
    if (!transport.isOpen) resolve();
  });
