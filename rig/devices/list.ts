import { realpathSync } from 'node:fs';
import { findPlace } from '../../drivers/discovery/find-place.ts';
import type { FoundDevice } from '../../drivers/discovery/found-device.ts';
import { holdersOfNode } from '../../drivers/discovery/holders.ts';
import { listDevices } from '../../drivers/discovery/list-devices.ts';
import { warningsOf, whatIs } from '../../drivers/discovery/what-is.ts';
import type { DeviceRole } from '../../engine/devices/open-link.ts';
import type { Desk } from './desk.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { configured, kindOf, problemLine } from './open-problem.ts';
import { filled } from './texts.ts';

const real = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

type Bound = { readonly role: DeviceRole; readonly node: string };

/** Where each configured device is now; those that cannot be found are said and left out. */
const findBound = (desk: Desk): { bound: readonly Bound[]; missing: readonly object[] } => {
  const { words, say } = desk;
  const bound: Bound[] = [];
  const missing: object[] = [];
  for (const [role, device] of desk.config === null ? [] : configured(desk.config.devices)) {
    const kind = kindOf(device);
    if ('host' in device) {
      const where = `${device.host}:${String(device.port)}`;
      say(filled(words.list.network, { role: words.role[role], where }));
    }
    if (kind === null || !('path' in device)) continue;
    const found = findPlace(device.path, kind, desk.tree);
    if (found.ok) bound.push({ role, node: real(found.value) });
    else {
      const { where, detail, code } = found.error;
      const problem = words.problem[code];
      say(filled(words.list.missing, { role: words.role[role], problem, where, detail }));
      missing.push({ role, ...problemLine(desk, device, found.error).json });
    }
  }
  return { bound, missing };
};

const describe = (desk: Desk, device: FoundDevice, roles: readonly DeviceRole[]): void => {
  const { words, say } = desk;
  const { usb } = device;
  const name = [usb?.manufacturer ?? '', usb?.product ?? ''].join(' ').trim();
  const facts = [
    words.kind[device.kind],
    ...(device.driver === null ? [] : [filled(words.list.driver, { driver: device.driver })]),
    ...(usb === null ? [] : [`${usb.vendorId}:${usb.productId}`, usb.serialNumber ?? '', usb.port]),
    name,
  ].filter((fact) => fact !== '');
  say(`${device.node ?? '–'}  ${facts.join(', ')}`);
  const likely = whatIs(device);
  for (const { because, name: maker, how } of likely.filter(
    ({ because }, i) => likely.findIndex((other) => other.because === because) === i,
  )) {
    const same = likely.filter((other) => other.because === because);
    say(
      `    ${filled(words.list.likely, {
        role: same.map(({ role }) => words.role[role]).join(', '),
        how: words.how[how],
        why: filled(words.why[because], { name: maker }),
      })}`,
    );
  }
  if (likely.length === 0) say(`    ${words.list.unknown}`);
  for (const warning of warningsOf(device)) say(`    ${words.list[warning]}`);
  if (desk.config !== null) {
    const names = roles.map((role) => words.role[role]).join(', ');
    say(
      `    ${roles.length === 0 ? words.list.unbound : filled(words.list.bound, { roles: names })}`,
    );
  }
};

/** `list`: what is plugged in, what each likely is, which role binds it. Opens nothing. */
export const list = (desk: Desk): Promise<ExitCode> => {
  const { bound, missing } = findBound(desk);
  const devices = listDevices(desk.tree).map((device) => {
    const node = device.node === null ? null : real(device.node);
    const roles = bound.filter((one) => one.node === node).map(({ role }) => role);
    describe(desk, device, roles);
    const holders = device.node === null ? [] : holdersOfNode(device.node);
    for (const { pid, command } of holders)
      desk.say(`    ${filled(desk.words.heldBy, { pid, command })}`);
    return { ...device, likely: whatIs(device), warnings: warningsOf(device), roles, holders };
  });
  if (devices.length === 0) desk.say(desk.words.list.nothing);
  desk.tell({ devices, missing });
  return Promise.resolve(EXIT.done);
};
