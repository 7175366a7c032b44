/** Everything plugged in at once, as the technician's list shows it. */
import type { FoundDevice } from '../../../drivers/discovery/found-device.ts';
import { listDevices } from '../../../drivers/discovery/list-devices.ts';
import { KERNEL_TREE } from '../../../drivers/discovery/tree.ts';
import { saw } from './checks.ts';
import { PORT, printer, scannerA, scannerB, terminal } from './devices.ts';
import { until } from './wait.ts';

const PLUGGED = 4;

const byPort = (a: FoundDevice, b: FoundDevice): number =>
  (a.usb?.port ?? '').localeCompare(b.usb?.port ?? '');

export const playInventory = async (): Promise<void> => {
  terminal.plug(PORT.terminal);
  printer.plug(PORT.printer);
  scannerA.plug(PORT.left);
  scannerB.plug(PORT.right);
  const onUsb = await until('all four are listed', () => {
    const list = listDevices(KERNEL_TREE).filter(({ usb }) => usb !== null);
    return list.length === PLUGGED && list;
  });
  saw(
    'inventory',
    onUsb.toSorted(byPort).map(({ kind, driver, usb, usages }) => ({
      kind,
      driver,
      serialNumber: usb?.serialNumber,
      port: usb?.port,
      usages,
    })),
  );
  saw('inventory: printer id', onUsb.find(({ kind }) => kind === 'usbPrinter')?.printerId);
  for (const device of [terminal, printer, scannerA, scannerB]) device.unplug();
};
