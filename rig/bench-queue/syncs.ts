/** Counts and slows the system calls that put a commit on the disk, with strace around a child. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { perSecond } from './contestant.ts';

const CHILD = join(import.meta.dirname, 'child.ts');
const SYNCS = 'fdatasync,fsync,sync_file_range,msync';
const saidSchema = z.object({ ms: z.number() });

type Run = { readonly folder: string; readonly name: string; readonly count: number };

const strace = (args: readonly string[], { folder, name, count }: Run): number => {
  const child = [process.execPath, CHILD, name, folder, String(count)];
  const { status, stdout, stderr } = spawnSync(
    'strace',
    ['-f', '--seccomp-bpf', '-e', `trace=${SYNCS}`, ...args, ...child],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`strace of ${name}: ${stderr.slice(-500)}`);
  return saidSchema.parse(JSON.parse(stdout)).ms;
};

/** Why system calls cannot be traced here, or `null`. */
export const whyNoTrace = (): string | null => {
  const { error, status, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], {
    encoding: 'utf8',
  });
  if (error !== undefined) return error.message;
  return status === 0 ? null : stderr.trim();
};

/** How often each call was made, from strace's own table. */
export const countCalls = (table: string): ReadonlyMap<string, number> => {
  const calls = new Map<string, number>();
  for (const line of table.split('\n')) {
    const found = /^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$/u.exec(line);
    if (found?.[1] !== undefined && found[2] !== undefined && found[2] !== 'total') {
      calls.set(found[2], Number(found[1]));
    }
  }
  return calls;
};

const counted = (run: Run): ReadonlyMap<string, number> => {
  const table = join(run.folder, '..', `${run.name}-${String(run.count)}.strace`);
  strace(['-c', '-o', table], run);
  return countCalls(readFileSync(table, 'utf8'));
};

/**
 * Sync calls that `count` more items cost, by name: opening, preparing and closing are the same in two
 * runs and fall out. Ours prepares each item in one more commit, which is counted out by `commitsAnItem`.
 */
export const syncsFor = (
  folder: string,
  name: string,
  count: number,
): Readonly<Record<string, number>> => {
  const few = counted({ folder: join(folder, `${name}-few`), name, count });
  const many = counted({ folder: join(folder, `${name}-many`), name, count: 2 * count });
  return Object.fromEntries(
    [...many].map(([call, times]) => [call, times - (few.get(call) ?? 0)] as const),
  );
};

/** Enqueues a second with `microseconds` more before each sync call returns. */
export const slowedPerSecond = (
  folder: string,
  name: string,
  count: number,
  microseconds: number,
): number => {
  const inject = `inject=${SYNCS}:delay_exit=${String(microseconds)}`;
  const ms = strace(['-o', '/dev/null', '-e', inject], {
    folder: join(folder, `${name}-slow-${String(microseconds)}`),
    name,
    count,
  });
  return perSecond(count, ms);
};
