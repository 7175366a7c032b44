/** The receipt printer on the far end of a pseudo-terminal; see `docs/decisions/simulators-printer.md`. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock } from '../../../contract/clock.ts';
import { ControlServer } from '../../simulator-kit/control-server.ts';
import {
  EXIT_UNAVAILABLE,
  EXIT_USAGE,
  endWith,
  readCount,
  readOptions,
  serveUntilSignal,
} from '../../simulator-kit/process.ts';
import { PseudoTerminal } from '../../simulator-kit/pty.ts';
import { printerControls } from './controls.ts';
import { Outlet } from './outlet.ts';
import { Pieces } from './pieces.ts';
import { VirtualPrinter } from './printer.ts';

const USAGE = 'usage: main.ts --link PATH --control SOCKET --out FOLDER [--pace MS]';

const options = readOptions(process.argv.slice(2), {
  required: ['link', 'control', 'out'],
  optional: ['pace'],
});
if (!options.ok) endWith(EXIT_USAGE, `${options.error}\n${USAGE}`);
const given = options.ok ? options.value : {};
const pace = readCount(given, 'pace', 5);
if (!pace.ok) endWith(EXIT_USAGE, `${pace.error}\n${USAGE}`);

const folder = resolve(String(given['out'] ?? ''));
mkdirSync(folder, { recursive: true });
const wireFile = join(folder, 'wire.bin');
appendFileSync(wireFile, '');
const cable = new PseudoTerminal(String(given['link']));
const printer = new VirtualPrinter({
  outlet: new Outlet((bytes) => cable.write(bytes), systemClock),
  pieces: new Pieces(folder),
  clock: systemClock,
  paceMs: pace.ok ? pace.value : 0,
});
cable.onData((bytes) => {
  appendFileSync(wireFile, bytes);
  printer.receive(bytes);
});
const plugged = await cable.plug();
if (!plugged.ok) endWith(EXIT_UNAVAILABLE, plugged.error.detail);
const control = new ControlServer(
  String(given['control']),
  printerControls(printer, cable, wireFile),
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
