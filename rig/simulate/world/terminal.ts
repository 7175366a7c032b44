import type { Clock } from '../../../contract/clock.ts';
import { Mishaps } from '../../../drivers/simulator-kit/mishaps.ts';
import { COMMANDS } from '../../../drivers/zvt/simulator/commands.ts';
import { terminalControls } from '../../../drivers/zvt/simulator/controls.ts';
import { SerialLink } from '../../../drivers/zvt/simulator/link.ts';
import { Memory } from '../../../drivers/zvt/simulator/memory.ts';
import { Terminal } from '../../../drivers/zvt/simulator/terminal.ts';
import { Till } from '../../../drivers/zvt/simulator/till.ts';
import type { Wire } from './wire.ts';

export type SimulatedTerminal = {
  readonly memory: Memory;
  readonly terminal: Terminal;
  /** The same requests as its control socket takes; throws where it refuses. */
  readonly control: (request: Readonly<Record<string, unknown>>) => Promise<void>;
};

/** ZVT digest §4: T1, T2 and T3. */
const T1_MS = 200;
const T2_MS = 5_000;
const T3_MS = 5_000;

/** The card terminal's own simulator at the far end of a wire, on the world's true clock. */
export const createTerminal = (
  wire: Wire,
  clock: Clock,
  seed: number,
  usedBefore: boolean,
  terminalId = '40001234',
): SimulatedTerminal => {
  const memory = Memory.unwritten();
  if (usedBefore) memory.rememberEarlier();
  const line = new SerialLink(wire.far, clock, { t1: T1_MS, t2: T2_MS });
  const terminal = new Terminal({
    till: new Till(line, clock, T3_MS),
    clock,
    memory,
    mishaps: new Mishaps(),
    handlers: COMMANDS,
    settings: {
      terminalId,
      merchantNumber: '0000KHIDMA00001',
      currency: 48,
      cardWaitMs: 30_000,
      goodsMs: 30_000,
      againMs: 2_000,
      seed,
      paceMs: 400,
      autoCard: false,
      abortMode: 'untilCard',
      status: 0,
      busy: false,
      printsThroughTill: false,
    },
  });
  const controls = terminalControls(terminal, line, wire.far);
  return {
    memory,
    terminal,
    control: async (request) => {
      const reply = await controls(request);
      if (!reply.ok) throw new Error(reply.error);
    },
  };
};
