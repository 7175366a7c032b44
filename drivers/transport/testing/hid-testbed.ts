/**
 * A program that sees a HID device which is not there (virtual-devices digest §2): umockdev shows it to
 * udev and node-hid, and its node is a simulator's pseudo-terminal, so that it can be pulled out.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Heard } from './simulated-line.ts';

export const NODE = '/dev/hidraw0';

export type HidDevice = {
  /** Four hex digits, as everywhere. */
  readonly vendorId: string;
  readonly productId: string;
  /** Report descriptor in hex. */
  readonly descriptor: string;
};

const descriptionOf = ({ vendorId, productId, descriptor }: HidDevice): string => {
  const usb = '/devices/pci0000:00/0000:00:14.0/usb1/1-2';
  const hid = `${usb}/1-2:1.0/0003:${vendorId}:${productId}.0001`.toUpperCase();
  const path = hid.replace(usb.toUpperCase(), usb);
  return `P: ${usb}
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
A: idVendor=${vendorId}\\n
A: idProduct=${productId}\\n
A: manufacturer=Test\\n
A: product=Device\\n
A: serial=S1\\n
A: bcdDevice=0100\\n

P: ${usb}/1-2:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
A: bInterfaceNumber=00\\n

P: ${path}
E: SUBSYSTEM=hid
E: HID_ID=0003:0000${vendorId.toUpperCase()}:0000${productId.toUpperCase()}
E: HID_NAME=Test Device
E: HID_UNIQ=S1
H: report_descriptor=${descriptor}

P: ${path}/hidraw/hidraw0
E: SUBSYSTEM=hidraw
E: DEVNAME=${NODE}
N: hidraw0
L: device=../..
`;
};

/** What node-hid asks the node before it reads from it. */
const controlsOf = ({ descriptor }: HidDevice): string => {
  const size = (descriptor.length / 2).toString(16).padStart(2, '0').toUpperCase();
  return `@DEV ${NODE}
HIDIOCGRDESCSIZE 0 ${size}000000
HIDIOCGRDESC 0 ${size}000000${descriptor}
`;
};

/** Puts the cable where the device's node is, then becomes the program. */
const BECOME =
  'rm -f "$UMOCKDEV_DIR/dev/hidraw0" && ln -s "$1" "$UMOCKDEV_DIR/dev/hidraw0" && shift && exec "$@"';

export type Said = Readonly<Record<string, unknown>>;

/** `program` in that world; what it says, a JSON object a line. It ends when its stdin does. */
export class HidTestbed {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hid-'));
  readonly said = new Heard<Said>();
  #child: ChildProcess | null = null;
  #complaint = '';

  async start(
    program: URL,
    device: HidDevice,
    cable: string,
    ...more: readonly string[]
  ): Promise<void> {
    const description = join(this.#folder, 'device.umockdev');
    const controls = join(this.#folder, 'device.ioctl');
    writeFileSync(description, descriptionOf(device));
    writeFileSync(controls, controlsOf(device));
    const child = spawn(
      'umockdev-run',
      [
        ...['-d', description, '-i', `${NODE}=${controls}`, '--', 'sh', '-c', BECOME, 'sh', cable],
        ...[process.execPath, program.pathname, ...more],
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    this.#child = child;
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (chunk: Buffer) => (this.#complaint += chunk.toString()));
    createInterface(child.stdout).on('line', (line) => this.said.listen(JSON.parse(line) as Said));
    const failed = new Promise<never>((_resolve, reject) => {
      child.once('error', (error) =>
        reject(new Error('umockdev-run: apt-get install umockdev', { cause: error })),
      );
      child.once('close', () => reject(new Error(`it ended: ${this.#complaint}`)));
    });
    failed.catch(() => undefined);
    await Promise.race([this.said.until((each) => 'opened' in each), failed]);
  }

  /** All that it said and complained about, as it came. */
  get everything(): string {
    return JSON.stringify(this.said.all) + this.#complaint;
  }

  tell(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }

  /** Its exit code. */
  async end(): Promise<number | null> {
    const child = this.#child;
    if (child?.exitCode === null)
      await new Promise((resolve) => {
        child.once('exit', resolve);
        child.stdin?.end();
      });
    const code = child?.exitCode ?? null;
    rmSync(this.#folder, { recursive: true, force: true });
    return code;
  }
}
