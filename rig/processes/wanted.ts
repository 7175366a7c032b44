/** Which parts of the surroundings must be simulated for a configuration of the person's own. */
import { lstatSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { KioskConfig } from '../../contract/config.ts';
import { sendControl } from '../../drivers/simulator-kit/control-client.ts';

export type Wanted = {
  /** The port the kiosk calls; central and a network simulator are put behind it. 0: any. */
  readonly gatewayPort: number | null;
  readonly terminal: boolean;
  readonly printer: boolean;
};

export const EVERYTHING: Wanted = { gatewayPort: 0, terminal: true, printer: true };
const NOTHING: Wanted = { gatewayPort: null, terminal: false, printer: false };

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const done = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });

/**
 * Whether `path` needs a simulator: there is no such device, or only the link that a dead simulator
 * left behind, which may by now lead to somebody else's pseudo-terminal and is removed.
 */
const absent = async (path: string, control: string): Promise<boolean> => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return true;
  if (!found.isSymbolicLink() || path.startsWith('/dev/')) return false;
  const alive = await sendControl(control, { do: 'ping' });
  if (alive.ok || alive.error.code === 'refused') return false;
  rmSync(path);
  return true;
};

/** Only what the file marks by `simulators` is ever simulated, and only where the real thing is missing. */
export const wantedBy = async (config: KioskConfig): Promise<Wanted> => {
  const { simulators, devices } = config;
  if (!simulators) return NOTHING;
  const gateway = new URL(config.gateway.url);
  const port = Number(gateway.port || 80);
  const ours = gateway.protocol === 'http:' && gateway.hostname === '127.0.0.1';
  return {
    gatewayPort: ours && !(await answers(gateway.hostname, port)) ? port : null,
    terminal: await absent(devices.terminal.path, simulators.terminal),
    printer: await absent(devices.printer.path, simulators.printer),
  };
};
