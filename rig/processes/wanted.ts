/** Which parts of the surroundings must be simulated for a configuration of the person's own. */
import { lstatSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { KioskConfig } from '../../contract/config.ts';
import type { ConfigDraft } from './kiosk-config.ts';
import { sendControl } from '../../drivers/simulator-kit/control-client.ts';

export type Wanted = {
  /** The port the kiosk calls; central and a network simulator are put behind it. 0: any. */
  readonly gatewayPort: number | null;
  readonly terminal: boolean;
  readonly printer: boolean;
  readonly scanner: boolean;
  readonly cabinet: boolean;
};

const PAYING = { terminal: true, printer: true };
const FURNITURE = { scanner: true, cabinet: true };
/** What a drafted kiosk needs: to take payments, and with its furniture. */
export const ESSENTIALS: Wanted = { gatewayPort: 0, ...PAYING, scanner: false, cabinet: false };
export const EVERYTHING: Wanted = { gatewayPort: 0, ...PAYING, ...FURNITURE };
const NOTHING: Wanted = {
  gatewayPort: null,
  terminal: false,
  printer: false,
  scanner: false,
  cabinet: false,
};

type Device = Partial<ConfigDraft['devices']>['terminal' | 'printer' | 'scanner' | 'cabinet'];

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

/** Where a simulator's cable must end for this device; `null` for what no cable of ours can stand in for. */
export const cableOf = (device: Device): string | null =>
  device?.transport === 'serial' && typeof device.path === 'string' ? device.path : null;

const missing = async (device: Device, control: string | undefined): Promise<boolean> => {
  const path = cableOf(device);
  return path !== null && control !== undefined && (await absent(path, control));
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
    terminal: await missing(devices.terminal, simulators.terminal),
    printer: await missing(devices.printer, simulators.printer),
    scanner: await missing(devices.scanner, simulators.scanner),
    cabinet: await missing(devices.cabinet, simulators.cabinet),
  };
};
