import type { DevicePlace } from '../../contract/device-config.ts';
import { fail, type Result } from '../../contract/result.ts';
import type { OpenProblem } from '../transport/transport.ts';
import { findPlace } from './find-place.ts';
import type { FoundDevice } from './found-device.ts';
import { KERNEL_TREE, type DeviceTree } from './tree.ts';

/**
 * Looks a place up and opens the node that it is now. Looks again afterwards: between the two the device
 * may have left and another may have come under its number.
 */
export const openPlace = async <T extends { readonly close: () => Promise<void> }>(
  place: DevicePlace,
  kind: FoundDevice['kind'],
  open: (node: string) => Promise<Result<T, OpenProblem>>,
  tree: DeviceTree = KERNEL_TREE,
): Promise<Result<T, OpenProblem>> => {
  const before = findPlace(place, kind, tree);
  if (!before.ok) return before;
  const opened = await open(before.value);
  if (!opened.ok || typeof place === 'string') return opened;
  const after = findPlace(place, kind, tree);
  if (after.ok && after.value === before.value) return opened;
  await opened.value.close();
  return after.ok
    ? fail({ code: 'noSuchDevice', where: before.value, detail: 'changed while it was opened' })
    : after;
};
