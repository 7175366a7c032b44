import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const GADGETS = '/sys/kernel/config/usb_gadget';
const ENGLISH = '0x409';

export type Identity = {
  /** Four hexadecimal digits. */
  readonly vendorId: string;
  readonly productId: string;
  readonly product: string;
  readonly serialNumber: string;
};

/** A function of the device, e.g. `acm.terminal`, and the files that set it up before it is bound. */
export type Functions = Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>;

/** A USB device made of the kernel's gadget functions, which may be plugged into one port at a time. */
export class Gadget {
  readonly #folder: string;

  constructor(name: string, identity: Identity, functions: Functions) {
    this.#folder = join(GADGETS, name);
    const configuration = join(this.#folder, 'configs', 'c.1');
    const strings = join(this.#folder, 'strings', ENGLISH);
    mkdirSync(this.#folder);
    this.#write('idVendor', `0x${identity.vendorId}`);
    this.#write('idProduct', `0x${identity.productId}`);
    mkdirSync(strings);
    writeFileSync(join(strings, 'manufacturer'), 'Khidma rig');
    writeFileSync(join(strings, 'product'), identity.product);
    writeFileSync(join(strings, 'serialnumber'), identity.serialNumber);
    mkdirSync(configuration);
    for (const [type, settings] of Object.entries(functions)) {
      const folder = join(this.#folder, 'functions', type);
      mkdirSync(folder);
      for (const [file, value] of Object.entries(settings))
        writeFileSync(join(folder, file), value);
      symlinkSync(folder, join(configuration, basename(folder)));
    }
  }

  /** `port`: 0 and up; each is a bus of its own. */
  plug(port: number): void {
    this.#write('UDC', `dummy_udc.${port}`);
  }

  unplug(): void {
    this.#write('UDC', '\n');
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text);
  }
}
