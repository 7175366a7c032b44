/** The kernel's own path between usblp and a printer's device side: bytes both ways, port status, identity. */
import { spawnSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readSync, writeSync } from 'node:fs';
import { saw } from './checks.ts';
import { other, PORT } from './devices.ts';
import { until } from './wait.ts';

const MACHINE = '/dev/usb/lp0';
const DEVICE = '/dev/g_printer1';
const MANY = 20_000;

/** Of the USB printer class: paper empty, selected, no error. */
const PAPER_OUT = 0x38;

/** Node has no ioctl. */
const perl = (program: string, node: string): string => {
  const { stdout, stderr } = spawnSync('perl', ['-e', program, node], { encoding: 'latin1' });
  return `${stdout}${stderr}`.trim();
};
const OPEN = 'open(F, "+<", $ARGV[0]) or die "open: $!";';

/** LPGETSTATUS: the class request GET_PORT_STATUS. */
const portStatus = (): number =>
  Number(
    perl(
      `${OPEN} my $v = pack("i", 0); ioctl(F, 0x060b, $v) or die $!; print unpack("i", $v)`,
      MACHINE,
    ),
  );

/** LPIOC_GET_DEVICE_ID, behind its two bytes of length. */
const identity = (): string => {
  const request = (2 << 30) + (1_024 << 16) + (0x50 << 8) + 1;
  const program = `${OPEN} my $b = "\\0" x 1024; ioctl(F, ${request >>> 0}, $b) or die $!; my ($n) = unpack("n", $b); print substr($b, 2, $n - 2)`;
  return perl(program, MACHINE);
};

/** GADGET_SET_PRINTER_STATUS on the device's side. */
const setPortStatus = (status: number): string =>
  perl(`${OPEN} defined(ioctl(F, 0xC0016722, ${status})) or die $!;`, DEVICE);

const openBoth = (path: string): number => openSync(path, constants.O_RDWR | constants.O_NONBLOCK);

const unlessLater = <T>(act: () => T): T | null => {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
  }
};

/** Carries `bytes` from one end to the other, taking turns; resolves with what arrived. */
const carry = async (from: number, to: number, bytes: Buffer): Promise<Buffer> => {
  const arrived: Buffer[] = [];
  let sent = 0;
  let received = 0;
  await until('all bytes arrive', () => {
    const rest = bytes.subarray(sent, sent + 4_096);
    if (rest.length > 0) sent += unlessLater(() => writeSync(from, rest)) ?? 0;
    const buffer = Buffer.alloc(4_096);
    const count = unlessLater(() => readSync(to, buffer)) ?? 0;
    arrived.push(buffer.subarray(0, count));
    received += count;
    return received >= bytes.length;
  });
  return Buffer.concat(arrived);
};

export const playUsblp = async (): Promise<void> => {
  other.plug(PORT.other);
  await until('usblp is there', () => existsSync(MACHINE));
  saw('usblp: identity', identity());
  saw('usblp: port status', portStatus());
  await until('the device side may be opened', () => setPortStatus(PAPER_OUT) === '');
  saw('usblp: port status without paper', portStatus());

  const machine = openBoth(MACHINE);
  const device = openBoth(DEVICE);
  const many = Buffer.from(Uint8Array.from({ length: MANY }, (_, i) => (i * 7 + (i >> 8)) % 256));
  saw('usblp: bytes out', (await carry(machine, device, many)).equals(many));
  saw(
    'usblp: bytes back',
    (await carry(device, machine, Buffer.of(0x12, 0x14, 0xff, 0))).toString('hex'),
  );
  closeSync(machine);
  closeSync(device);
  other.unplug();
  await until('usblp is gone', () => !existsSync(MACHINE));
};
