import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { RigProblem } from './rig-problem.ts';
import { mustRun, run } from './tool.ts';

/** What the guest is made of, unpacked below a cache folder; nothing of it is installed. */
export type DebianFiles = {
  readonly kernel: string;
  /** The folder with `kernel/…/*.ko` and `modules.builtin`. */
  readonly modules: string;
  readonly busybox: string;
  /** For the record, e.g. `linux-image-6.1.0-50-amd64_6.1.176-1_amd64.deb`. */
  readonly package: string;
};

/** Written last: a cache without it is no cache. */
const STAMP = 'files.json';

/** `linux-image-amd64` is empty and depends on the kernel of the day. */
const currentKernelPackage = async (): Promise<string | null> => {
  const { out } = await run('apt-cache', ['depends', '--important', 'linux-image-amd64']);
  return /^\s*Depends: (linux-image-\S+)$/mu.exec(out.toString())?.[1] ?? null;
};

/** Both packages into `folder`; resolves with what went wrong, or `null`. */
const tryDownload = async (folder: string): Promise<string | null> => {
  const kernel = await currentKernelPackage();
  if (kernel === null) return 'the package lists know no linux-image-amd64';
  const { ok, said } = await run('apt-get', ['download', kernel, 'busybox-static'], folder);
  return ok ? null : said;
};

const download = async (folder: string): Promise<void> => {
  if ((await tryDownload(folder)) === null) return;
  const update = await run('apt-get', ['update']); // The lists are old or absent.
  const problem = await tryDownload(folder);
  if (problem === null) return;
  throw new RigProblem(
    `Debian’s kernel and busybox for the guest could not be downloaded: ${problem}` +
      (update.ok ? '' : `\nand apt-get update said:\n${update.said}`),
  );
};

const theOnly = (pattern: string, folder: string): string => {
  const found = globSync(pattern, { cwd: folder });
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw new RigProblem(`Debian’s packages have ${found.length} of ${pattern}, not one.`);
};

const unpackInto = async (folder: string): Promise<void> => {
  await download(folder);
  for (const archive of globSync('*.deb', { cwd: folder }))
    await mustRun(`unpack ${archive}`, 'dpkg-deb', ['-x', archive, '.'], folder);
  const files: DebianFiles = {
    kernel: theOnly('boot/vmlinuz-*', folder),
    modules: theOnly('{usr/,}lib/modules/*', folder),
    busybox: theOnly('{usr/,}bin/busybox', folder),
    package: theOnly('linux-image-*.deb', folder),
  };
  for (const archive of globSync('*.deb', { cwd: folder })) rmSync(join(folder, archive));
  writeFileSync(join(folder, STAMP), JSON.stringify(files));
};

/**
 * Debian's own kernel and busybox, downloaded by apt-get once and kept in `cache`. Throws a
 * `RigProblem` where they cannot be had.
 */
export const debianFiles = async (cache: string): Promise<DebianFiles> => {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new RigProblem(
      'The guest runs this machine’s own Node on an amd64 kernel: Linux on x64.',
    );
  const stamp = join(cache, STAMP);
  if (!existsSync(stamp)) {
    const fresh = `${cache}.new`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    await unpackInto(fresh);
    rmSync(cache, { recursive: true, force: true });
    renameSync(fresh, cache);
  }
  const files = JSON.parse(readFileSync(stamp, 'utf8')) as DebianFiles;
  return {
    kernel: join(cache, files.kernel),
    modules: join(cache, files.modules),
    busybox: join(cache, files.busybox),
    package: files.package,
  };
};
