/** A barcode and QR scanner on the far end of a pseudo-terminal; `--hid`: as HID POS reports. */
import { ControlServer } from '../../simulator-kit/control-server.ts';
import {
  EXIT_UNAVAILABLE,
  EXIT_USAGE,
  endWith,
  readOptions,
  serveUntilSignal,
} from '../../simulator-kit/process.ts';
import { PseudoTerminal } from '../../simulator-kit/pty.ts';
import { scannerControls } from './controls.ts';

const USAGE = 'usage: main.ts --link PATH --control SOCKET [--suffix HEX] [--hid]';

const options = readOptions(
  process.argv.slice(2),
  { required: ['link', 'control'], optional: ['suffix'] },
  ['hid'],
);
if (!options.ok) endWith(EXIT_USAGE, `${options.error}\n${USAGE}`);
const given = options.ok ? options.value : {};
const suffix = Buffer.from(String(given['suffix'] ?? '0d'), 'hex').toString('latin1');

const cable = new PseudoTerminal(String(given['link']));
const plugged = await cable.plug();
if (!plugged.ok) endWith(EXIT_UNAVAILABLE, plugged.error.detail);
const control = new ControlServer(
  String(given['control']),
  scannerControls(cable, { hid: given['hid'] === true, suffix }),
);
const listening = await control.listen();
if (!listening.ok) {
  await cable.unplug();
  endWith(EXIT_UNAVAILABLE, listening.error);
}
serveUntilSignal({ link: cable.path, control: control.path }, async () => {
  await control.close();
  await cable.unplug();
});
