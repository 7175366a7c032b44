import { basename, join } from 'node:path';
import type { FoundDevice, UsbIdentity } from './found-device.ts';
import { usagesOf } from './hid-usages.ts';
import {
  attribute,
  bytesOf,
  driverOf,
  followed,
  membersOf,
  nearest,
  uevent,
  type DeviceTree,
} from './tree.ts';

const text = (folder: string, name: string): string | null => {
  const value = attribute(folder, name)?.trim() ?? '';
  return value === '' ? null : value;
};

/** The USB device that `folder` belongs to, and which of its interfaces. */
const usbOf = (sys: string, folder: string): UsbIdentity | null => {
  const device = nearest(sys, folder, (at) => attribute(at, 'idVendor') !== null);
  if (device === null) return null;
  const face = nearest(sys, folder, (at) => attribute(at, 'bInterfaceNumber') !== null);
  const number = face === null ? null : Number.parseInt(text(face, 'bInterfaceNumber') ?? '', 16);
  return {
    vendorId: (text(device, 'idVendor') ?? '').toLowerCase(),
    productId: (text(device, 'idProduct') ?? '').toLowerCase(),
    serialNumber: text(device, 'serial'),
    port: basename(device),
    interfaceNumber: number === null || Number.isNaN(number) ? null : number,
    manufacturer: text(device, 'manufacturer'),
    product: text(device, 'product'),
  };
};

const nodeOf = (tree: DeviceTree, member: string, under = ''): string =>
  join(tree.dev, uevent(member).get('DEVNAME') ?? join(under, basename(member)));

/** Every 8250 slot has a name, whether a chip answers there or not: type 0 is none. */
const isReal = (member: string): boolean =>
  followed(join(member, 'device')) !== null && attribute(member, 'type') !== '0';

const serialPorts = (tree: DeviceTree): readonly FoundDevice[] =>
  membersOf(join(tree.sys, 'class', 'tty'))
    .filter(isReal)
    .map((member) => {
      const device = followed(join(member, 'device')) ?? member;
      return {
        kind: 'serial',
        node: nodeOf(tree, member),
        driver: driverOf(device),
        usb: usbOf(tree.sys, member),
        usages: [],
        printerId: null,
      };
    });

const hidDevices = (tree: DeviceTree): readonly FoundDevice[] =>
  membersOf(join(tree.sys, 'class', 'hidraw')).map((member) => {
    const device = followed(join(member, 'device')) ?? member;
    const descriptor = bytesOf(join(device, 'report_descriptor')) ?? new Uint8Array();
    return {
      kind: 'hid',
      node: nodeOf(tree, member),
      driver: driverOf(device),
      usb: usbOf(tree.sys, member),
      usages: usagesOf(descriptor),
      printerId: null,
    };
  });

const usbPrinters = (tree: DeviceTree): readonly FoundDevice[] =>
  ['usbmisc', 'usb'] // the class was called `usb` before Linux 3.6
    .flatMap((name) => membersOf(join(tree.sys, 'class', name)))
    .filter((member) => /^lp[0-9]+$/u.test(basename(member)))
    .map((member) => {
      const face = followed(join(member, 'device')) ?? member;
      return {
        kind: 'usbPrinter',
        node: nodeOf(tree, member, 'usb'),
        driver: driverOf(face),
        usb: usbOf(tree.sys, member),
        usages: [],
        printerId: text(face, 'ieee1284_id'),
      };
    });

const SMART_CARD_CLASS = '0b';

/** Read through PC/SC, so there is no node to open: only that one is plugged in. */
const smartCardReaders = (tree: DeviceTree): readonly FoundDevice[] =>
  membersOf(join(tree.sys, 'bus', 'usb', 'devices'))
    .filter((member) => text(member, 'bInterfaceClass') === SMART_CARD_CLASS)
    .map((member) => ({
      kind: 'smartCard',
      node: null,
      driver: driverOf(member),
      usb: usbOf(tree.sys, member),
      usages: [],
      printerId: null,
    }));

/**
 * Serial ports, HID devices, USB printers and smart card readers as the kernel shows them now. What
 * leaves while it is looked at is left out.
 */
export const listDevices = (tree: DeviceTree): readonly FoundDevice[] => [
  ...serialPorts(tree),
  ...hidDevices(tree),
  ...usbPrinters(tree),
  ...smartCardReaders(tree),
];
