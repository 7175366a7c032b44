import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where the kernel shows its devices; other folders in tests and for another machine's tree. */
export type DeviceTree = { readonly sys: string; readonly dev: string };

export const KERNEL_TREE: DeviceTree = { sys: '/sys', dev: '/dev' };

/** The text of an attribute without its newline; `null` where there is none or it cannot be read. */
export const attribute = (folder: string, name: string): string | null => {
  try {
    return readFileSync(join(folder, name), 'utf8').replace(/\n$/u, '');
  } catch {
    return null;
  }
};

export const bytesOf = (path: string): Uint8Array | null => {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
};

/** `KEY=value` lines of a `uevent` file. */
export const uevent = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    (attribute(folder, 'uevent') ?? '').split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
    }),
  );

/** Members of a class, as the folders that its links lead to, in the order of their numbers. */
export const membersOf = (folder: string): readonly string[] => {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return [...names]
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .flatMap((name) => followed(join(folder, name)) ?? []);
};

/** Where a link leads; `null` where it leads nowhere, e.g. because the device left meanwhile. */
export const followed = (path: string): string | null => {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
};

/** The nearest folder at or above `folder`, but below `sys`, for which `is` holds. */
export const nearest = (
  sys: string,
  folder: string,
  is: (folder: string) => boolean,
): string | null => {
  const top = followed(sys) ?? sys;
  for (let at = folder; at.startsWith(`${top}/`); at = dirname(at)) if (is(at)) return at;
  return null;
};

/** Name of the driver that a device folder is bound to. */
export const driverOf = (folder: string): string | null => {
  const driver = followed(join(folder, 'driver'));
  return driver === null ? null : basename(driver);
};
