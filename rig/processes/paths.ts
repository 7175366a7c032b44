import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where everything of one rig stands. Only `run/` is worthless once it has stopped. */
export type RigPaths = {
  /** The engine's data folder too: journal, keys, token. */
  readonly data: string;
  readonly logs: string;
  readonly central: string;
  readonly config: string;
  /** A given configuration as the engine gets it: with the page's origin added. */
  readonly effectiveConfig: string;
  readonly engineAccess: string;
  readonly terminalMemory: string;
  /** The printer's paper: `receipt-0001.escpos` …, and every byte that came over its wire. */
  readonly paper: string;
  /** Receipts that would have been sent by message, as files. */
  readonly messages: string;
  /** What central is told of the operators' page. */
  readonly console: string;
  readonly lock: string;
  /** The near ends of the devices' cables. */
  readonly terminal: string;
  readonly printer: string;
  readonly scanner: string;
  readonly cabinet: string;
  /** Control sockets. */
  readonly sockets: {
    readonly terminal: string;
    readonly printer: string;
    readonly network: string;
    readonly scanner: string;
    readonly cabinet: string;
  };
};

/** A Unix socket's path ends at 107 bytes. */
const LONGEST_SOCKET = 100;

/** The paths for `dataFolder`; makes the folders. */
export const rigPaths = (dataFolder: string): RigPaths => {
  const data = resolve(dataFolder);
  const near = join(data, 'run');
  const short = createHash('sha256').update(data).digest('hex').slice(0, 12);
  const run =
    Buffer.byteLength(join(near, 'terminal.sock')) <= LONGEST_SOCKET
      ? near
      : join(tmpdir(), `khidma-${short}`);
  const paper = join(data, 'paper');
  for (const folder of [data, run, paper]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    data,
    logs: join(data, 'logs'),
    central: join(data, 'central'),
    config: join(data, 'kiosk.json'),
    effectiveConfig: join(run, 'kiosk.json'),
    engineAccess: join(data, 'engine-access.json'),
    terminalMemory: join(data, 'terminal-memory.json'),
    paper,
    messages: join(data, 'messages'),
    console: join(run, 'console.json'),
    lock: join(run, 'rig.pid'),
    terminal: join(run, 'terminal'),
    printer: join(run, 'printer'),
    scanner: join(run, 'scanner'),
    cabinet: join(run, 'cabinet'),
    sockets: {
      terminal: join(run, 'terminal.sock'),
      printer: join(run, 'printer.sock'),
      network: join(run, 'network.sock'),
      scanner: join(run, 'scanner.sock'),
      cabinet: join(run, 'cabinet.sock'),
    },
  };
};
