/** The cabinet's board on the far end of a pseudo-terminal: `docs/cabinet-protocol.md`. */
import { ControlServer } from '../../simulator-kit/control-server.ts';
import {
  EXIT_UNAVAILABLE,
  EXIT_USAGE,
  endWith,
  readOptions,
  serveUntilSignal,
} from '../../simulator-kit/process.ts';
import { PseudoTerminal } from '../../simulator-kit/pty.ts';
import { Board } from './board.ts';
import { boardControls } from './controls.ts';

const USAGE = 'usage: main.ts --link PATH --control SOCKET';

const options = readOptions(process.argv.slice(2), { required: ['link', 'control'], optional: [] });
if (!options.ok) endWith(EXIT_USAGE, `${options.error}\n${USAGE}`);
const given = options.ok ? options.value : {};

const cable = new PseudoTerminal(String(given['link']));
const board = new Board((bytes) => cable.write(bytes));
cable.onData((bytes) => board.receive(bytes));
const plugged = await cable.plug();
if (!plugged.ok) endWith(EXIT_UNAVAILABLE, plugged.error.detail);
const control = new ControlServer(String(given['control']), boardControls(board, cable));
const listening = await control.listen();
if (!listening.ok) {
  await cable.unplug();
  endWith(EXIT_UNAVAILABLE, listening.error);
}
serveUntilSignal({ link: cable.path, control: control.path }, async () => {
  await control.close();
  await cable.unplug();
});
