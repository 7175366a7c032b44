import type { DevicesConfig } from '../../contract/device-config.ts';
import { findPlace } from '../../drivers/discovery/find-place.ts';
import type { FoundDevice } from '../../drivers/discovery/found-device.ts';
import { holdersOfName, holdersOfNode, type Holder } from '../../drivers/discovery/holders.ts';
import type { DeviceTree } from '../../drivers/discovery/tree.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { DeviceRole } from '../../engine/devices/open-link.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { filled } from './texts.ts';

export type AnyDevice = NonNullable<DevicesConfig[DeviceRole]>;

/** Every configured device with its role. */
export const configured = (devices: DevicesConfig): readonly (readonly [DeviceRole, AnyDevice])[] =>
  Object.entries(devices).flatMap(([role, device]) =>
    device === undefined ? [] : [[role as DeviceRole, device] as const],
  );

export const kindOf = (device: AnyDevice): FoundDevice['kind'] | null => {
  if (!('transport' in device)) return 'smartCard';
  return device.transport === 'tcp' || device.transport === 'tls' ? null : device.transport;
};

/** Who holds a configured device, ourselves left out. */
export const holdersOf = (device: AnyDevice, tree: DeviceTree): readonly Holder[] => {
  const others = (holders: readonly Holder[]): readonly Holder[] =>
    holders.filter(({ pid }) => pid !== process.pid);
  if ('host' in device) return others(holdersOfName(`tcp:${device.host}:${String(device.port)}`));
  const kind = kindOf(device);
  if (!('path' in device) || kind === null) return [];
  const node = findPlace(device.path, kind, tree);
  return node.ok ? others(holdersOfNode(node.value)) : [];
};

/** A device that cannot be opened: told to the person and to the program. */
export const problemLine = (
  desk: Desk,
  device: AnyDevice,
  problem: OpenProblem,
): { readonly text: string; readonly json: object } => {
  const { words, tree } = desk;
  const holders = problem.code === 'inUse' ? holdersOf(device, tree) : [];
  const holding = holders.map(({ pid, command }) => filled(words.heldBy, { pid, command }));
  const said = [words.problem[problem.code], ...holding].join('; ');
  return {
    text: `${said} — ${problem.where}: ${problem.detail}`,
    json: { problem: problem.code, where: problem.where, detail: problem.detail, holders },
  };
};

export const exitFor = ({ code }: OpenProblem): ExitCode =>
  code === 'inUse' ? EXIT.inUse : EXIT.unavailable;
