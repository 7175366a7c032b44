/** The receipt printer on the far end of a pseudo-terminal or a TCP port; see `docs/decisions/simulators-printer.md`. */
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
import { isModelName, MODELS } from './models.ts';
import { Outlet } from './outlet.ts';
import { Pieces } from './pieces.ts';
import { VirtualPrinter } from './printer.ts';
import { TcpCable } from './tcp-cable.ts';

const USAGE =
  'usage: main.ts (--link PATH | --tcp PORT) --control SOCKET --out FOLDER [--pace MS] ' +
  `[--model ${Object.keys(MODELS).join('|')}]`;

const options = readOptions(process.argv.slice(2), {
  required: ['control', 'out'],
  optional: ['link', 'tcp', 'pace', 'model'],
});
if (!options.ok) endWith(EXIT_USAGE, `${options.error}\n${USAGE}`);
const given = options.ok ? options.value : {};
const pace = readCount(given, 'pace', 5);
if (!pace.ok) endWith(EXIT_USAGE, `${pace.error}\n${USAGE}`);
const port = readCount(given, 'tcp', 0);
if (!port.ok) endWith(EXIT_USAGE, `${port.error}\n${USAGE}`);
const overTcp = given['tcp'] !== undefined;
if (overTcp === (given['link'] !== undefined))
  endWith(EXIT_USAGE, `one of --link and --tcp\n${USAGE}`);
const modelName = String(given['model'] ?? 'epson');
const model = isModelName(modelName) ? MODELS[modelName] : null;
if (model === null) endWith(EXIT_USAGE, `no model ${modelName}\n${USAGE}`);

const folder = resolve(String(given['out'] ?? ''));
mkdirSync(folder, { recursive: true });
const wireFile = join(folder, 'wire.bin');
appendFileSync(wireFile, '');
const cable = overTcp
  ? new TcpCable(port.ok ? port.value : 0)
  : new PseudoTerminal(String(given['link']));
const printer = new VirtualPrinter({
  outlet: new Outlet((bytes) => cable.write(bytes), systemClock),
  pieces: new Pieces(folder),
  clock: systemClock,
  paceMs: pace.ok ? pace.value : 0,
  model: model ?? MODELS.epson,
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
const where = cable instanceof TcpCable ? { port: cable.port } : { link: cable.path };
serveUntilSignal({ ...where, control: control.path }, async () => {
  await control.close();
  await cable.unplug();
});
