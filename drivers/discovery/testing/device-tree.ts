import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { DeviceTree } from '../tree.ts';

export type FakeUsb = {
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber?: string;
  /** e.g. `1-2.4` */
  readonly port: string;
  readonly manufacturer?: string;
  readonly product?: string;
};

/** A folder like the kernel's `/sys` and `/dev`, into which devices are plugged and from which they are pulled. */
export class FakeTree {
  readonly tree: DeviceTree;
  readonly #root: string;

  constructor(root = mkdtempSync(join(tmpdir(), 'device-tree-'))) {
    this.#root = root;
    this.tree = { sys: join(root, 'sys'), dev: join(root, 'dev') };
    for (const folder of [
      'sys/class/tty',
      'sys/class/hidraw',
      'sys/class/usbmisc',
      'sys/bus/usb/devices',
      'dev/usb',
    ])
      mkdirSync(join(root, folder), { recursive: true });
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #write(folder: string, files: Readonly<Record<string, string | Uint8Array | undefined>>): void {
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files))
      if (content !== undefined)
        writeFileSync(join(folder, name), typeof content === 'string' ? `${content}\n` : content);
  }

  #link(from: string, to: string): void {
    mkdirSync(dirname(from), { recursive: true });
    rmSync(from, { force: true });
    symlinkSync(relative(dirname(from), to), from);
  }

  #driver(folder: string, name: string): void {
    const driver = join(this.tree.sys, 'bus', 'drivers', name);
    mkdirSync(driver, { recursive: true });
    this.#link(join(folder, 'driver'), driver);
  }

  /** The folder of one interface of a USB device; made with the device where it is not there. */
  #usbFace(usb: FakeUsb, face: number, faceClass: string): string {
    const device = join(this.tree.sys, 'devices/pci0000:00/0000:00:14.0/usb1', usb.port);
    this.#write(device, {
      idVendor: usb.vendorId,
      idProduct: usb.productId,
      serial: usb.serialNumber,
      manufacturer: usb.manufacturer,
      product: usb.product,
    });
    const folder = join(device, `${usb.port}:1.${String(face)}`);
    this.#write(folder, {
      bInterfaceNumber: face.toString(16).padStart(2, '0'),
      bInterfaceClass: faceClass,
    });
    this.#link(join(this.tree.sys, 'bus/usb/devices', basename(folder)), folder);
    return folder;
  }

  #member(className: string, folder: string, device: string, node: string): void {
    this.#write(folder, { uevent: `MAJOR=1\nMINOR=1\nDEVNAME=${node}` });
    this.#link(join(folder, 'device'), device);
    this.#link(join(this.tree.sys, 'class', className, basename(folder)), folder);
  }

  /** The node that stands for a device, e.g. a link to a pseudo-terminal. */
  node(name: string, target: string): void {
    const path = join(this.tree.dev, name);
    rmSync(path, { force: true });
    symlinkSync(target, path);
  }

  acm(name: string, usb: FakeUsb, face = 0): void {
    const device = this.#usbFace(usb, face, '02');
    this.#driver(device, 'cdc_acm');
    this.#member('tty', join(device, 'tty', name), device, name);
  }

  /** An adapter chip: the port is one folder deeper than with ACM. */
  usbSerial(name: string, usb: FakeUsb, driver: string, face = 0): void {
    const device = join(this.#usbFace(usb, face, 'ff'), name);
    mkdirSync(device, { recursive: true });
    this.#driver(device, driver);
    this.#member('tty', join(device, 'tty', name), device, name);
  }

  boardSerial(name: string, type: number): void {
    const device = join(this.tree.sys, 'devices/platform/serial8250');
    mkdirSync(device, { recursive: true });
    this.#driver(device, 'serial8250');
    this.#member('tty', join(device, 'tty', name), device, name);
    this.#write(join(device, 'tty', name), { type: String(type) });
  }

  console(name: string): void {
    const folder = join(this.tree.sys, 'devices/virtual/tty', name);
    this.#write(folder, { uevent: `DEVNAME=${name}` });
    this.#link(join(this.tree.sys, 'class/tty', name), folder);
  }

  hid(name: string, usb: FakeUsb, descriptor: Uint8Array, face = 0): void {
    const device = join(
      this.#usbFace(usb, face, '03'),
      `0003:${usb.vendorId}:${usb.productId}.0001`.toUpperCase(),
    );
    this.#write(device, { report_descriptor: descriptor });
    this.#driver(device, 'hid-generic');
    this.#member('hidraw', join(device, 'hidraw', name), device, name);
  }

  printer(name: string, usb: FakeUsb, printerId?: string, face = 0): void {
    const device = this.#usbFace(usb, face, '07');
    this.#write(device, { ieee1284_id: printerId });
    this.#driver(device, 'usblp');
    this.#member('usbmisc', join(device, 'usbmisc', name), device, `usb/${name}`);
  }

  cardReader(usb: FakeUsb): void {
    this.#driver(this.#usbFace(usb, 0, '0b'), 'usbfs');
  }

  /** Everything on that port is gone. */
  unplug(port: string): void {
    rmSync(join(this.tree.sys, 'devices/pci0000:00/0000:00:14.0/usb1', port), {
      recursive: true,
      force: true,
    });
  }
}
