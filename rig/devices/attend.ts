import { sleep } from '../../contract/clock.ts';
import type { DevicesConfig } from '../../contract/device-config.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import { PseudoTerminal, type PlugProblem } from '../../drivers/simulator-kit/pty.ts';
import { connectPrinter, connectTerminal, UNHEARD } from '../../engine/devices/connect.ts';
import { connectCabinet, connectReader } from '../../engine/devices/connect-readers.ts';
import {
  closedOf,
  openLink,
  type ConnectContext,
  type DeviceRole,
  type LinkConfig,
} from '../../engine/devices/open-link.ts';
import type { AnyDevice } from './open-problem.ts';

/** A device whose wire is listened to: its end, and how to let go of it. */
export type Attended = { readonly closed: Promise<void>; readonly close: () => Promise<void> };

const HEARTBEAT_MS = 2_000;
const PRINTER_OPTIONS = {
  hangingPaper: false,
  storedSet: null,
  heartbeatMs: HEARTBEAT_MS,
} as const;

/** Registers the terminal and asks for its status over and over, as the engine does. */
const attendTerminal = async (
  device: DevicesConfig['terminal'],
  context: ConnectContext,
): Promise<Result<Attended, OpenProblem>> => {
  const opened = await connectTerminal(device, context, UNHEARD)();
  if (!opened.ok) return opened;
  const terminal = opened.value;
  const stopping = new AbortController();
  const ask = async (): Promise<void> => {
    let alive = (await terminal.register()).ok;
    while (!stopping.signal.aborted && alive) {
      await sleep(context.clock, HEARTBEAT_MS, stopping.signal);
      const answer = await terminal.status();
      alive = answer.ok || !['notConnected', 'linkLost'].includes(answer.error.code);
    }
  };
  return ok({
    closed: ask(),
    close: async () => {
      stopping.abort();
      await terminal.close();
    },
  });
};

/** Opens a device with its own driver, which keeps the talk going. */
export const attend = async (
  devices: DevicesConfig,
  role: DeviceRole,
  context: ConnectContext,
): Promise<Result<Attended, OpenProblem>> => {
  if (role === 'terminal') return attendTerminal(devices.terminal, context);
  if (role === 'printer') {
    const opened = await connectPrinter(devices.printer, context, PRINTER_OPTIONS)();
    if (!opened.ok) return opened;
    const { printer, closed } = opened.value;
    return ok({ closed, close: () => printer.close() });
  }
  const connect =
    role === 'cabinet'
      ? devices.cabinet && connectCabinet(devices.cabinet, context)
      : connectReader(devices, role, context);
  if (!connect) throw new Error(`${role} is not configured`);
  const opened = await connect();
  if (!opened.ok) return opened;
  const { device, closed } = opened.value;
  return ok({ closed, close: () => device.close() });
};

const isLink = (device: AnyDevice): device is AnyDevice & LinkConfig =>
  'transport' in device && ['serial', 'usbPrinter', 'tcp'].includes(device.transport);

/** Leads a pseudo-terminal at `path` to the device: whoever opens it talks to the device, and we listen. */
export const relay = async (
  device: AnyDevice,
  context: ConnectContext,
  path: string,
): Promise<Result<Attended, OpenProblem | PlugProblem>> => {
  if (!isLink(device)) throw new Error('no stream of bytes');
  const opened = await openLink(device, context, device.driver === 'zvt' ? 2 : 1);
  if (!opened.ok) return opened;
  const transport = opened.value;
  const engineSide = new PseudoTerminal(path);
  const plugged = await engineSide.plug();
  if (!plugged.ok) {
    await transport.close();
    return fail(plugged.error);
  }
  transport.onData((chunk) => {
    engineSide.write(chunk.slice());
  });
  let turn: Promise<unknown> = Promise.resolve();
  engineSide.onData((bytes) => {
    // A write that fails closes the transport, which ends us.
    turn = turn.then(() => transport.write(bytes));
  });
  return ok({
    closed: closedOf(transport),
    close: async () => {
      await engineSide.unplug();
      await transport.close();
    },
  });
};
