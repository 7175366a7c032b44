import { readFileSync } from 'node:fs';
import { cpio, type ArchiveEntry } from './cpio.ts';
import type { DebianFiles } from './debian-files.ts';
import { modulesInOrder } from './modules.ts';

/** Of dummy_hcd: each is a bus with one free port, so that each device has a port of its own. */
export const PORTS = 5;

/** It ends by itself, for whoever started it may have been killed. */
const LONGEST_S = 300;

const insmod = (name: string): string =>
  `$b insmod /modules/${name}.ko${name === 'dummy_hcd' ? ` num=${PORTS}` : ''} || echo "no ${name}"`;

/** Mounts what a program expects, loads the modules, runs `command` below the host's root, ends. */
const initScript = (modules: readonly string[], command: readonly string[]): string =>
  `#!/bin/busybox sh
b=/bin/busybox
($b sleep ${LONGEST_S}; $b poweroff -f) &
$b mount -t proc none /proc
$b mount -t sysfs none /sys
$b mount -t devtmpfs none /dev
$b mkdir /dev/pts /dev/shm
$b mount -t devpts -o ptmxmode=666 none /dev/pts
${modules.map(insmod).join('\n')}
$b mount -t configfs none /sys/kernel/config
$b mount -t 9p -o trans=virtio,version=9p2000.L,cache=loose,msize=524288,ro host /host
for folder in proc sys sys/kernel/config dev dev/pts; do $b mount -o bind /$folder /host/$folder; done
$b mount -t tmpfs none /host/run
export TMPDIR=/run HOME=/run PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
$b chroot /host ${command.map((word) => `'${word}'`).join(' ')} < /dev/null
echo "the guest's program ended with $?"
$b poweroff -f
`;

const FOLDERS = ['bin', 'proc', 'sys', 'dev', 'host', 'modules'];

/** The guest's first root: modules, busybox, and a script that runs `command` below the host's root. */
export const initramfs = async (
  debian: DebianFiles,
  command: readonly string[],
): Promise<Buffer> => {
  const modules = await modulesInOrder(debian.modules);
  const busybox = readFileSync(debian.busybox);
  const script = initScript(
    modules.map(({ name }) => name),
    command,
  );
  const entries: ArchiveEntry[] = [
    ...FOLDERS.map((path) => ({ path })),
    { path: 'bin/busybox', bytes: busybox, executable: true },
    ...modules.map(({ name, bytes }) => ({ path: `modules/${name}.ko`, bytes })),
    { path: 'init', bytes: Buffer.from(script), executable: true },
  ];
  return cpio(entries);
};
