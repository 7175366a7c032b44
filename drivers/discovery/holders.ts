import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HOLD_PREFIX } from '../transport/exclusive.ts';

/** A process that has a device open. */
export type Holder = { readonly pid: number; readonly command: string };

const quietly = <T>(look: () => T): T | null => {
  try {
    return look();
  } catch {
    return null; // it ended meanwhile, or belongs to somebody else
  }
};

/** What runs there, as it was started: the program's name and its first argument, no more. */
const commandOf = (proc: string, pid: string): string => {
  const words = quietly(() => readFileSync(join(proc, pid, 'cmdline'), 'utf8').split('\0')) ?? [];
  const [program = '', argument = ''] = words;
  return [basename(program), argument].filter((word) => word !== '').join(' ');
};

const holding = (proc: string, isIt: (fd: string) => boolean): readonly Holder[] =>
  (quietly(() => readdirSync(proc)) ?? [])
    .filter((name) => /^[0-9]+$/u.test(name))
    .filter((pid) =>
      (quietly(() => readdirSync(join(proc, pid, 'fd'))) ?? []).some((fd) =>
        isIt(join(proc, pid, 'fd', fd)),
      ),
    )
    .map((pid) => ({ pid: Number(pid), command: commandOf(proc, pid) }));

/** Processes that have this device node open, whatever path they took; only those we may look into. */
export const holdersOfNode = (path: string, proc = '/proc'): readonly Holder[] => {
  const wanted = quietly(() => statSync(path));
  if (wanted === null) return [];
  return holding(proc, (fd) => {
    const found = quietly(() => statSync(fd));
    if (found === null) return false;
    return wanted.rdev === 0
      ? found.dev === wanted.dev && found.ino === wanted.ino
      : found.rdev === wanted.rdev && found.isCharacterDevice();
  });
};

/** Processes that hold the name of a network device, see `hold` in `transport/exclusive.ts`. */
export const holdersOfName = (name: string, proc = '/proc'): readonly Holder[] => {
  const line = (quietly(() => readFileSync(join(proc, 'net', 'unix'), 'utf8')) ?? '')
    .split('\n')
    .find((text) => text.endsWith(` @${HOLD_PREFIX}${name}`));
  const inode = line?.split(/\s+/u)[6];
  if (inode === undefined) return [];
  return holding(proc, (fd) => quietly(() => readlinkSync(fd)) === `socket:[${inode}]`);
};
