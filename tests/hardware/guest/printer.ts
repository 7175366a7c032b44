/** The ESC/POS driver over usblp; the printer's simulator behind `/dev/g_printer0`. */
import { existsSync, readFileSync } from 'node:fs';
import { systemClock } from '../../../contract/clock.ts';
import { createEscposPrinter, type EscposPrinter } from '../../../drivers/escpos/driver/printer.ts';
import { epson80mm203dpi } from '../../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import type { PrintJob } from '../../../drivers/receipt-printer.ts';
import { openUsbPrinter } from '../../../drivers/transport/usb-printer.ts';
import type { ByteTransport } from '../../../drivers/transport/transport.ts';
import { saw } from './checks.ts';
import { DeviceSide } from './device-side.ts';
import { other, PORT, printer as gadget, PRINTER_PLACE } from './devices.ts';
import { found } from './find.ts';
import { until, within } from './wait.ts';

const LINES = 12;
/** The cable comes out when this line is about to go. */
const TORN_AT = 'torn 5';
const MINUTE = 60_000;

const receipt = (word: string): PrintJob => ({
  bands: Array.from({ length: LINES }, (_, line) => Buffer.from(`${word} ${line}\n`, 'latin1')),
});

const open = async (path: string): Promise<ByteTransport> => {
  const opened = await openUsbPrinter({ path })();
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  return opened.value;
};

/** Calls `before` in front of each write. */
const watched = (transport: ByteTransport, before: (chunk: Uint8Array) => void): ByteTransport => ({
  ...transport,
  get isOpen() {
    return transport.isOpen;
  },
  write: (chunk) => {
    before(chunk);
    return transport.write(chunk);
  },
});

const createPrinter = async (
  transport: ByteTransport,
  hangingPaper = false,
): Promise<EscposPrinter> => {
  const profile = epson80mm203dpi;
  const printer = createEscposPrinter({ transport, clock: systemClock, profile, hangingPaper });
  await until('the printer answers', () => printer.status.state === 'online');
  return printer;
};

/** Of each receipt on the paper, which lines of which receipt stand on it. */
const papers = async (far: DeviceSide): Promise<readonly string[]> => {
  const { receipts } = await far.simulator.control({ do: 'receipts' });
  return (receipts as readonly { readonly file: string }[]).map(({ file }) => {
    const lines = readFileSync(file, 'latin1').match(/(?:first|torn|third) [0-9]+\n/gu) ?? [];
    const words = [...new Set(lines.map((line) => line.split(' ')[0]))];
    return lines.length === LINES ? `${words.join('+')}, whole` : `${words.join('+')}, in part`;
  });
};

export const playPrinter = async (): Promise<void> => {
  const out = ['--out', '/run/receipts'];
  const far = await DeviceSide.start('escpos-simulator', out, gadget, '/dev/g_printer0');
  await far.plug(PORT.printer);
  const path = await found(PRINTER_PLACE, 'usbPrinter');
  saw('printer: found as', path);
  let unplugged: Promise<void> = Promise.resolve();
  const first = await createPrinter(
    watched(await open(path), (chunk) => {
      if (Buffer.from(chunk).includes(TORN_AT)) unplugged = far.unplug();
    }),
  );
  const second = await openUsbPrinter({ path })();
  saw('printer: a second opener is told', second.ok ? 'open' : second.error.code);
  saw('printer: a receipt', await within('a receipt', first.print(receipt('first')), MINUTE));

  await far.simulator.control({ do: 'cover', open: true });
  await until('the open cover is reported', () => first.status.coverOpen);
  saw('printer: cover', 'reported open');
  await far.simulator.control({ do: 'cover', open: false });
  await until('the closed cover is reported', () => first.status.state === 'online');

  const torn = first.print(receipt('torn'));
  saw('printer: unplugged while printing', await within('the end of the print', torn, MINUTE));
  saw('printer: state without cable', first.status.state);
  await unplugged;
  await first.close();

  other.plug(PORT.other);
  await until('something else took its number', () => existsSync(path));
  await far.plug(PORT.printer);
  const again = await found(PRINTER_PLACE, 'usbPrinter');
  saw('printer: found again as', again);
  const back = await createPrinter(await open(again), first.hangingPaper);
  saw('printer: the next receipt', await within('a receipt', back.print(receipt('third')), MINUTE));
  saw('printer: papers', await papers(far));
  await back.close();

  const idle = await open(again);
  const closed = new Promise<void>((resolve) => idle.onClose(resolve));
  await far.unplug();
  await within('onClose without a write', closed);
  saw('printer: unplugged while idle', await idle.write(Uint8Array.of(0)));
  other.unplug();
  await far.simulator.stop();
};
