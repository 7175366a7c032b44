import type { DevicePlace, UsbBinding } from '../../contract/device-config.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { OpenProblem } from '../transport/transport.ts';
import type { FoundDevice, UsbIdentity } from './found-device.ts';
import { listDevices } from './list-devices.ts';
import type { DeviceTree } from './tree.ts';

type OnUsb = FoundDevice & { readonly usb: UsbIdentity; readonly node: string };

const isOnUsb = (device: FoundDevice): device is OnUsb =>
  device.usb !== null && device.node !== null;

/** A device in few words for a technician: model, name, serial number, port. */
export const describeUsb = (usb: UsbIdentity): string => {
  const name = [usb.manufacturer, usb.product].filter((part) => part !== null).join(' ');
  const serial = usb.serialNumber === null ? 'no serial number' : `serial ${usb.serialNumber}`;
  return `${usb.vendorId}:${usb.productId}${name === '' ? '' : ` “${name}”`}, ${serial}, port ${usb.port}`;
};

/** A binding in the same words. */
export const describeBinding = (binding: UsbBinding): string => {
  const parts = [
    `${binding.vendorId}:${binding.productId}`,
    ...(binding.serialNumber === undefined ? [] : [`serial ${binding.serialNumber}`]),
    ...(binding.port === undefined ? [] : [`port ${binding.port}`]),
    ...(binding.interfaceNumber === undefined
      ? []
      : [`interface ${String(binding.interfaceNumber)}`]),
  ];
  return parts.join(', ');
};

const isModel = (binding: UsbBinding, { usb }: OnUsb): boolean =>
  usb.vendorId === binding.vendorId && usb.productId === binding.productId;

const isBound = (binding: UsbBinding, device: OnUsb): boolean =>
  isModel(binding, device) &&
  (binding.serialNumber === undefined || device.usb.serialNumber === binding.serialNumber) &&
  (binding.port === undefined || device.usb.port === binding.port) &&
  (binding.interfaceNumber === undefined || device.usb.interfaceNumber === binding.interfaceNumber);

const listed = (devices: readonly OnUsb[]): string =>
  devices.map((device) => `${describeUsb(device.usb)} (${device.node})`).join('; ');

/**
 * Which of `devices` the binding means. `ambiguous`: several fit, or the port is empty and one that
 * cannot be told from ours hangs elsewhere. `swapped`: another device is where ours should be.
 */
export const chooseBound = (
  binding: UsbBinding,
  devices: readonly FoundDevice[],
  kind: FoundDevice['kind'],
): Result<string, OpenProblem> => {
  const where = describeBinding(binding);
  const present = devices.filter(isOnUsb);
  const candidates = present.filter((device) => device.kind === kind);
  const bound = candidates.filter((device) => isBound(binding, device));
  const [first] = bound;
  if (first !== undefined && bound.length === 1) return ok(first.node);
  if (first !== undefined)
    return fail({ code: 'ambiguous', where, detail: `several fit: ${listed(bound)}` });

  const inItsPlace = present.filter(({ usb }) => usb.port === binding.port);
  const isOurs = (device: OnUsb): boolean =>
    isModel(binding, device) &&
    (binding.serialNumber === undefined || device.usb.serialNumber === binding.serialNumber);
  if (inItsPlace.length > 0 && !inItsPlace.some(isOurs))
    return fail({ code: 'swapped', where, detail: `found instead: ${listed(inItsPlace)}` });

  const alike = candidates.filter((device) => isModel(binding, device));
  const nameless = alike.filter(
    ({ usb }) => usb.serialNumber === null && usb.port !== binding.port,
  );
  if (binding.serialNumber === undefined && nameless.length > 0)
    return fail({
      code: 'ambiguous',
      where,
      detail: `its port is empty; it cannot be told whether it is: ${listed(nameless)}`,
    });
  const detail = alike.length === 0 ? 'is not plugged in' : `not among: ${listed(alike)}`;
  return fail({ code: 'noSuchDevice', where, detail });
};

/** Today's device node of a place: a path as it is, a USB binding looked up in `tree` now. */
export const findPlace = (
  place: DevicePlace,
  kind: FoundDevice['kind'],
  tree: DeviceTree,
): Result<string, OpenProblem> =>
  typeof place === 'string' ? ok(place) : chooseBound(place, listDevices(tree), kind);
