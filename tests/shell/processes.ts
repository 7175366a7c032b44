import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type ProcessFacts = {
  readonly pid: number;
  readonly arguments: readonly string[];
  readonly uid: number;
  /** 2: system calls are filtered. */
  readonly seccomp: number;
  /** The user namespace it lives in. */
  readonly namespace: string;
};

const field = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'mu').exec(status)?.[1] ?? NaN);

const factsOf = (pid: number): (ProcessFacts & { readonly parent: number }) | null => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      pid,
      arguments: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/u),
      uid: field(status, 'Uid'),
      seccomp: field(status, 'Seccomp'),
      namespace: readlinkSync(`/proc/${pid}/ns/user`),
      parent: field(status, 'PPid'),
    };
  } catch {
    return null; // It ended meanwhile.
  }
};

/** The process and all below it, as the kernel sees them. */
export const processTree = (root: number): readonly ProcessFacts[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => factsOf(Number(name)) ?? []);
  const below = (pid: number): typeof all =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  return [...all.filter(({ pid }) => pid === root), ...below(root)];
};

/** All page processes: the page's own, and one that Chromium may hold in reserve. */
export const renderersOf = (root: number): readonly ProcessFacts[] =>
  processTree(root).filter((one) => one.arguments.includes('--type=renderer'));
