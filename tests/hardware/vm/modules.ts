import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RigProblem } from './rig-problem.ts';
import { mustRun } from './tool.ts';

/** Loaded with all that they depend on. The bus in the machine, then the devices that it will meet. */
export const WANTED_MODULES = [
  'virtio_pci',
  '9pnet_virtio',
  '9p',
  'usbhid',
  'hid-generic',
  'cdc-acm',
  'usblp',
  'dummy_hcd',
  'libcomposite',
  'usb_f_acm',
  'usb_f_hid',
  'usb_f_printer',
] as const;

export type KernelModule = { readonly name: string; readonly bytes: Uint8Array };

/** A module is `cdc_acm` to the kernel and `cdc-acm.ko` as a file. */
const nameOf = (file: string): string =>
  basename(file)
    .replace(/\.ko(?:\.xz)?$/u, '')
    .replaceAll('-', '_');

/** From Debian 13 on they are compressed. */
const contentOf = async (path: string): Promise<Uint8Array> =>
  path.endsWith('.xz') ? mustRun('unpack a module', 'xz', ['-dc', path]) : readFileSync(path);

/** What `modinfo -F depends` would say. */
const dependenciesOf = (bytes: Uint8Array): readonly string[] =>
  (/\0depends=([^\0]*)\0/u.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map(nameOf);

/** `wanted` and what they depend on, each after its own dependencies; built-in ones left out. */
export const modulesInOrder = async (
  folder: string,
  wanted: readonly string[] = WANTED_MODULES,
): Promise<readonly KernelModule[]> => {
  const files = new Map(
    globSync('**/*.{ko,ko.xz}', { cwd: folder }).map((file) => [nameOf(file), file]),
  );
  const builtIn = new Set(
    readFileSync(join(folder, 'modules.builtin'), 'utf8').trim().split('\n').map(nameOf),
  );
  const loaded = new Map<string, KernelModule>();
  const load = async (name: string): Promise<void> => {
    if (loaded.has(name) || builtIn.has(name)) return;
    const file = files.get(name);
    if (file === undefined) throw new RigProblem(`This Debian kernel has no module ${name}.`);
    const bytes = await contentOf(join(folder, file));
    for (const dependency of dependenciesOf(bytes)) await load(dependency);
    loaded.set(name, { name, bytes });
  };
  for (const name of wanted) await load(nameOf(name));
  return [...loaded.values()];
};
