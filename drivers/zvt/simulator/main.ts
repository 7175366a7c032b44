/** The card terminal on the far end of a pseudo-terminal; see `docs/decisions/simulators-terminal.md`. */
import { systemClock } from '../../../contract/clock.ts';
import { ControlServer } from '../../simulator-kit/control-server.ts';
import { Mishaps } from '../../simulator-kit/mishaps.ts';
import {
  EXIT_UNAVAILABLE,
  EXIT_USAGE,
  endWith,
  readCount,
  readOptions,
  serveUntilSignal,
} from '../../simulator-kit/process.ts';
import { PseudoTerminal } from '../../simulator-kit/pty.ts';
import { COMMANDS } from './commands.ts';
import { terminalControls } from './controls.ts';
import type { Cable, Line } from './line.ts';
import { SerialLink } from './link.ts';
import { Memory } from './memory.ts';
import { TcpCable } from './tcp-cable.ts';
import { TcpLine } from './tcp-line.ts';
import { Terminal } from './terminal.ts';
import { Till } from './till.ts';

const USAGE =
  'usage: main.ts (--link PATH | --tcp PORT) --control SOCKET --memory FILE [--pace MS] [--auto-card] [--seed N]\n' +
  '       [--t1 MS] [--t2 MS] [--t3 MS] [--card-wait MS] [--approval-wait MS] [--again MS]\n' +
  '       [--prints-through-till]';

const options = readOptions(
  process.argv.slice(2),
  {
    required: ['control', 'memory'],
    optional: [
      'link',
      'tcp',
      'pace',
      'seed',
      't1',
      't2',
      't3',
      'card-wait',
      'approval-wait',
      'again',
    ],
  },
  ['auto-card', 'prints-through-till'],
);
if (!options.ok) endWith(EXIT_USAGE, `${options.error}\n${USAGE}`);
const given = options.ok ? options.value : {};

const count = (name: string, fallback: number): number => {
  const read = readCount(given, name, fallback);
  return read.ok ? read.value : endWith(EXIT_USAGE, `${read.error}\n${USAGE}`);
};

const wire = (): {
  readonly cable: Cable;
  readonly line: Line;
  readonly where: () => Readonly<Record<string, unknown>>;
} => {
  if ((given['link'] === undefined) === (given['tcp'] === undefined))
    return endWith(EXIT_USAGE, `one of --link and --tcp\n${USAGE}`);
  if (given['tcp'] !== undefined) {
    const cable = new TcpCable(count('tcp', 0));
    return { cable, line: new TcpLine(cable, systemClock), where: () => ({ port: cable.port }) };
  }
  const cable = new PseudoTerminal(String(given['link']));
  // ZVT digest §4: T1 and T2.
  const timers = { t1: count('t1', 200), t2: count('t2', 5_000) };
  const line = new SerialLink(cable, systemClock, timers);
  return { cable, line, where: () => ({ link: cable.path }) };
};

const memory = Memory.open(String(given['memory']));
if (!memory.ok) endWith(EXIT_UNAVAILABLE, memory.error);
else {
  const { cable, line, where } = wire();
  const terminal = new Terminal({
    till: new Till(line, systemClock, count('t3', 5_000)),
    clock: systemClock,
    memory: memory.value,
    mishaps: new Mishaps(),
    handlers: COMMANDS,
    settings: {
      terminalId: '40001234',
      merchantNumber: '0000KHIDMA00001',
      currency: 48,
      cardWaitMs: count('card-wait', 30_000),
      goodsMs: count('approval-wait', 30_000),
      againMs: count('again', 2_000),
      seed: count('seed', 1),
      paceMs: count('pace', 400),
      autoCard: given['auto-card'] === true,
      abortMode: 'untilCard',
      status: 0,
      busy: false,
      printsThroughTill: given['prints-through-till'] === true,
    },
  });
  const plugged = await cable.plug();
  if (!plugged.ok) endWith(EXIT_UNAVAILABLE, plugged.error.detail);
  const control = new ControlServer(
    String(given['control']),
    terminalControls(terminal, line, cable),
  );
  const listening = await control.listen();
  if (!listening.ok) {
    await cable.unplug();
    endWith(EXIT_UNAVAILABLE, listening.error);
  }
  serveUntilSignal({ ...where(), control: control.path }, async () => {
    await control.close();
    await cable.unplug();
  });
}
