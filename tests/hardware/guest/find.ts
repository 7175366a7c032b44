import type { UsbBinding } from '../../../contract/device-config.ts';
import { findPlace } from '../../../drivers/discovery/find-place.ts';
import type { FoundDevice } from '../../../drivers/discovery/found-device.ts';
import { KERNEL_TREE } from '../../../drivers/discovery/tree.ts';
import { until } from './wait.ts';

/** The node under which the engine's binding finds the device; the kernel takes its time to make it. */
export const found = (binding: UsbBinding, kind: FoundDevice['kind']): Promise<string> =>
  until(`${binding.serialNumber ?? binding.port ?? ''} is found`, () => {
    const place = findPlace(binding, kind, KERNEL_TREE);
    return place.ok ? place.value : null;
  });

/** What the binding says now: the node or the code of the problem. */
export const place = (binding: UsbBinding, kind: FoundDevice['kind']): string => {
  const result = findPlace(binding, kind, KERNEL_TREE);
  return result.ok ? result.value : result.error.code;
};
