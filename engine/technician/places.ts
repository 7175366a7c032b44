import { existsSync, realpathSync } from 'node:fs';
import type { DevicePlace, DevicesConfig } from '../../contract/device-config.ts';
import type { Plugged } from '../../contract/technician-binding.ts';
import type { DeviceRoleName } from '../../contract/technician-devices.ts';
import { describeUsb, findPlace } from '../../drivers/discovery/find-place.ts';
import type { FoundDevice, UsbIdentity } from '../../drivers/discovery/found-device.ts';
import { listDevices } from '../../drivers/discovery/list-devices.ts';
import type { DeviceTree } from '../../drivers/discovery/tree.ts';
import { warningsOf, whatIs } from '../../drivers/discovery/what-is.ts';

/** Something plugged in, and how `kiosk.json` would name it. */
export type Place = {
  readonly plugged: Plugged;
  readonly kind: FoundDevice['kind'];
  readonly place: DevicePlace;
};

const FITS: Readonly<Record<FoundDevice['kind'], readonly DeviceRoleName[]>> = {
  serial: ['terminal', 'printer', 'scanner', 'idReader', 'cabinet'],
  hid: ['scanner', 'magstripe'],
  usbPrinter: ['printer'],
  smartCard: ['smartCard'],
};

const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

/** By its serial number where no other has it, else by the port it hangs on. */
const bindingOf = (usb: UsbIdentity, all: readonly FoundDevice[]): DevicePlace => {
  const { vendorId, productId, serialNumber, port, interfaceNumber } = usb;
  const alone = !all.some(
    (other) =>
      other.usb !== null &&
      other.usb.port !== port &&
      other.usb.vendorId === vendorId &&
      other.usb.productId === productId &&
      other.usb.serialNumber === serialNumber,
  );
  return {
    vendorId,
    productId,
    ...(serialNumber !== null && alone ? { serialNumber } : { port }),
    ...(interfaceNumber === null ? {} : { interfaceNumber }),
  };
};

/** Where each role's device is now; those that are not found are left out. */
const boundNodes = (
  devices: DevicesConfig,
  tree: DeviceTree,
): readonly { role: DeviceRoleName; node: string; path: string | null }[] =>
  Object.entries(devices).flatMap(([role, device]) => {
    if (device === undefined || !('path' in device)) return [];
    const found = findPlace(device.path, device.transport, tree);
    if (!found.ok) return [];
    const path = typeof device.path === 'string' ? device.path : null;
    return [{ role: role as DeviceRoleName, node: real(found.value), path }];
  });

/** Everything that a role can be bound to: what the kernel shows, and the paths that the configuration names. */
export const listPlaces = (devices: DevicesConfig, tree: DeviceTree): readonly Place[] => {
  const found = listDevices(tree);
  const bound = boundNodes(devices, tree);
  const rolesAt = (node: string): DeviceRoleName[] =>
    bound.filter((one) => one.node === real(node)).map(({ role }) => role);

  const shown = found.map((device): Place => {
    const { kind, node, usb } = device;
    const id = node ?? `usb:${usb?.port ?? ''}`;
    return {
      kind,
      place: usb === null ? id : bindingOf(usb, found),
      plugged: {
        id,
        kind,
        name: usb === null ? id : describeUsb(usb),
        likely: [...whatIs(device)],
        keyboardMode: warningsOf(device).includes('keyboardMode'),
        boundTo:
          kind === 'smartCard'
            ? devices.smartCard === undefined
              ? []
              : ['smartCard']
            : rolesAt(id),
        fits: [...FITS[kind]],
      },
    };
  });
  const known = new Set(found.map(({ node }) => (node === null ? '' : real(node))));
  const named = bound.flatMap(({ path, node, role }): Place[] => {
    if (path === null || known.has(node) || !existsSync(path)) return [];
    known.add(node);
    const device = devices[role];
    const kind = device !== undefined && 'path' in device ? device.transport : 'serial';
    return [
      {
        kind,
        place: path,
        plugged: {
          id: path,
          kind,
          name: path,
          likely: [],
          keyboardMode: false,
          boundTo: rolesAt(path),
          fits: [...FITS[kind]],
        },
      },
    ];
  });
  return [...shown, ...named];
};
