/** What a kiosk finds around it: central, the network to it, and its devices, as processes. */
import { join } from 'node:path';
import { startChild, type Child, type ChildPlan } from './child.ts';
import type { ConfigDraft } from './kiosk-config.ts';
import type { RigPaths } from './paths.ts';
import type { Programs } from './programs.ts';
import { RigError } from './rig-error.ts';
import { cableOf, type Wanted } from './wanted.ts';

export type Surroundings = {
  readonly paths: RigPaths;
  readonly programs: Programs;
  /** A file of services for central; `null`: its own. */
  readonly catalogue: string | null;
  /** Whom central lets decide, `NAME=KEY`; nobody: `null`. */
  readonly operator: string | null;
  /** Whose sign-ins central takes; `null`: nobody's. */
  readonly eKeyIssuer: string | null;
  /** The operators' page as this file says; `null`: none. */
  readonly consoleFile: string | null;
};
type Device = { readonly paceMs: number; readonly autoCard: boolean };

/** Starts one program with its log in `logs/<file>.log`. Rejects with `RigError`. */
const begin = async (
  { paths }: Surroundings,
  file: string,
  plan: Omit<ChildPlan, 'logFile'>,
): Promise<Child> => {
  const started = await startChild({ ...plan, logFile: join(paths.logs, `${file}.log`) });
  if (!started.ok) throw new RigError(started.error.detail);
  return started.value;
};

const startCentral = (
  around: Surroundings,
  kiosk: {
    readonly id: string;
    /** Known to central from the start; `null`: it is to be enrolled. */
    readonly publicKey: string | null;
    readonly receiptUrl: string;
  },
): Promise<Child> =>
  begin(around, 'central', {
    name: 'The central service',
    program: around.programs.central,
    args: [
      ...['--port', '0', '--data', around.paths.central],
      ...(kiosk.publicKey === null ? [] : ['--kiosk', `${kiosk.id}=${kiosk.publicKey}`]),
      ...(around.operator === null ? [] : ['--operator', around.operator]),
      ...(around.catalogue === null ? [] : ['--catalogue', around.catalogue]),
      ...(around.eKeyIssuer === null ? [] : ['--ekey-issuer', around.eKeyIssuer]),
      ...(around.consoleFile === null ? [] : ['--console', around.consoleFile]),
      ...['--messages-folder', around.paths.messages, '--receipt-url', kiosk.receiptUrl],
    ],
    readyWithinMs: 60_000,
  });

const startNetwork = (
  around: Surroundings,
  { listen, to }: { readonly listen: number; readonly to: number },
  control: string,
): Promise<Child> =>
  begin(around, 'network', {
    name: 'The network simulator',
    program: around.programs.network,
    args: ['--listen', String(listen), '--to', String(to), '--control', control],
  });

type Place = { readonly link: string; readonly control: string };

const startTerminal = (around: Surroundings, place: Place, device: Device): Promise<Child> =>
  begin(around, 'terminal', {
    name: 'The card terminal simulator',
    program: around.programs.terminal,
    args: [
      ...['--link', place.link, '--control', place.control],
      ...['--memory', around.paths.terminalMemory, '--pace', String(device.paceMs)],
      ...(device.autoCard ? ['--auto-card'] : []),
    ],
  });

const startPrinter = (around: Surroundings, place: Place, device: Device): Promise<Child> =>
  begin(around, 'printer', {
    name: 'The receipt printer simulator',
    program: around.programs.printer,
    args: [
      ...['--link', place.link, '--control', place.control],
      ...['--out', around.paths.paper, '--pace', String(device.paceMs)],
    ],
  });

const startPart = (
  around: Surroundings,
  part: 'scanner' | 'cabinet',
  place: Place,
): Promise<Child> =>
  begin(around, part, {
    name: part === 'scanner' ? 'The scanner simulator' : 'The cabinet simulator',
    program: around.programs[part],
    args: ['--link', place.link, '--control', place.control],
  });

export type SurroundingsPlan = {
  readonly surroundings: Surroundings;
  readonly wanted: Wanted;
  /** The kiosk's configuration; its gateway address is not yet known where the port is any. */
  readonly plan: ConfigDraft;
  readonly kioskKey: string;
  readonly device: Device;
  /** How to stop what was started, in the order of starting. */
  readonly undo: (() => void | Promise<void>)[];
};

/** Starts all that is wanted, at once where it can; rejects after the last one has settled. */
export const startSurroundings = async ({
  surroundings,
  wanted,
  plan,
  kioskKey,
  device,
  undo,
}: SurroundingsPlan): Promise<{ gatewayUrl: string; centralUrl: string | null }> => {
  const { devices, kiosk } = plan;
  const controls = plan.simulators ?? surroundings.paths.sockets;
  const keep = async (starting: Promise<Child>): Promise<Child> => {
    const child = await starting;
    undo.push(() => child.stop());
    return child;
  };
  const gateway = async (): Promise<{ gatewayUrl: string; centralUrl: string | null }> => {
    if (wanted.gatewayPort === null) return { gatewayUrl: plan.gateway.url, centralUrl: null };
    const registered = kiosk.enrolment !== 'code';
    const central = await keep(
      startCentral(surroundings, {
        id: kiosk.id,
        publicKey: registered ? kioskKey : null,
        receiptUrl: plan.gateway.receiptUrl,
      }),
    );
    const centralUrl = String(central.ready['url']);
    const ports = { listen: wanted.gatewayPort, to: Number(new URL(centralUrl).port) };
    const network = await keep(startNetwork(surroundings, ports, controls.network));
    return { gatewayUrl: `http://127.0.0.1:${String(network.ready['port'])}/`, centralUrl };
  };
  const { paths } = surroundings;
  const terminal = {
    link: cableOf(devices.terminal) ?? paths.terminal,
    control: controls.terminal,
  };
  const printer = { link: cableOf(devices.printer) ?? paths.printer, control: controls.printer };
  const [answer, ...rest] = await Promise.allSettled([
    gateway(),
    wanted.terminal ? keep(startTerminal(surroundings, terminal, device)) : null,
    wanted.printer ? keep(startPrinter(surroundings, printer, device)) : null,
    ...(['scanner', 'cabinet'] as const)
      .filter((part) => wanted[part])
      .map((part) =>
        keep(
          startPart(surroundings, part, {
            link: cableOf(devices[part]) ?? paths[part],
            control: controls[part] ?? paths.sockets[part],
          }),
        ),
      ),
  ]);
  for (const each of [answer, ...rest]) if (each.status === 'rejected') throw each.reason;
  if (answer.status === 'rejected') throw answer.reason;
  return answer.value;
};
