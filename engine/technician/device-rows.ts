import type { DevicesConfig } from '../../contract/device-config.ts';
import type { DeviceState } from '../../contract/devices.ts';
import type { DeviceRoleName, DeviceRow } from '../../contract/technician-devices.ts';
import { describeBinding, findPlace } from '../../drivers/discovery/find-place.ts';
import { KERNEL_TREE, type DeviceTree } from '../../drivers/discovery/tree.ts';
import type { CabinetRole } from '../devices/cabinet-role.ts';
import type { PrinterRole } from '../devices/printer-role.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import type { Readers } from '../view.ts';

export type Roles = {
  readonly terminal: TerminalRole;
  readonly printer: PrinterRole;
  readonly readers: Readers;
  readonly cabinet: CabinetRole | null;
};

type AnyDevice = NonNullable<DevicesConfig[DeviceRoleName]>;

const whereOf = (device: AnyDevice): string => {
  if ('host' in device) return `${device.host}:${String(device.port)}`;
  if ('path' in device)
    return typeof device.path === 'string' ? device.path : describeBinding(device.path);
  return device.reader ?? 'PC/SC';
};

/** The state of a role's device; `noDevice` for a role that nothing plays. */
export const stateOf = (role: DeviceRoleName, roles: Roles): DeviceState => {
  switch (role) {
    case 'terminal':
      return roles.terminal.status().state;
    case 'printer':
      return roles.printer.status().state;
    case 'cabinet':
      return roles.cabinet?.status().state ?? 'noDevice';
    default:
      return roles.readers[role]?.state() ?? 'noDevice';
  }
};

/** Looked up afresh: what was swapped a moment ago may be back. */
const problemOf = (device: AnyDevice, tree: DeviceTree): DeviceRow['problem'] => {
  if (!('path' in device) || typeof device.path === 'string') return null;
  const found = findPlace(device.path, device.transport, tree);
  if (found.ok) return null;
  const { code, detail } = found.error;
  return code === 'noSuchDevice' || code === 'ambiguous' || code === 'swapped'
    ? { code, detail }
    : null;
};

/** Every role that the configuration names, with its device as it stands now. */
export const deviceRows = (
  devices: DevicesConfig,
  roles: Roles,
  tree: DeviceTree = KERNEL_TREE,
): DeviceRow[] =>
  Object.entries(devices).flatMap(([name, device]): DeviceRow[] => {
    if (device === undefined) return [];
    const role = name as DeviceRoleName;
    const state = stateOf(role, roles);
    const { door, keySwitch, tampered, power, headset } = roles.cabinet?.status() ?? {};
    return [
      {
        role,
        driver: device.driver,
        where: whereOf(device),
        state,
        problem: state === 'online' ? null : problemOf(device, tree),
        printer: role === 'printer' ? roles.printer.status() : null,
        cabinet:
          role === 'cabinet'
            ? {
                door: door ?? null,
                keySwitch: keySwitch ?? null,
                tampered: tampered ?? null,
                power: power ?? null,
                headset: headset ?? null,
              }
            : null,
      },
    ];
  });
