import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const BIN_MS = 0.25;
/** The last one holds all that is longer than 200 ms. */
export const BINS = 801;
/** A frame of the screen. */
export const FRAME_MS = 16;

/** One second of one process, as its probe wrote it down; counts by `BIN_MS`. */
export type LoopSecond = {
  readonly atMs: number;
  readonly late: readonly number[];
  /** Of each delay, what the loop's own thread was at work. */
  readonly own: readonly number[];
  /** How long the disk took to keep a page. */
  readonly sync: readonly number[];
  readonly lateMost: number;
  readonly ownMost: number;
  readonly syncMost: number;
};

/** ms late; `over`: how many times by more than a frame. */
export type Lateness = {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  readonly over: number;
};

const latenessOf = (seconds: readonly (readonly number[])[], max: number): Lateness => {
  const bins = Array.from({ length: BINS }, (_, bin) =>
    seconds.reduce((sum, second) => sum + (second[bin] ?? 0), 0),
  );
  const count = bins.reduce((sum, each) => sum + each, 0);
  const at = (share: number): number => {
    let seen = 0;
    const bin = bins.findIndex((each) => (seen += each) >= share * count);
    return Math.min(max, (bin + 1) * BIN_MS);
  };
  return {
    count,
    p50: count === 0 ? 0 : at(0.5),
    p99: count === 0 ? 0 : at(0.99),
    p999: count === 0 ? 0 : at(0.999),
    max,
    over: bins.slice(FRAME_MS / BIN_MS).reduce((sum, each) => sum + each, 0),
  };
};

/** What a probe wrote between two moments, ms since 1970. */
export const readLateness = (
  file: string,
  fromMs: number,
  toMs: number,
): { readonly late: Lateness; readonly own: Lateness; readonly sync: Lateness } => {
  const seconds = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as LoopSecond)
    // A second that began before belongs to what was before.
    .filter(({ atMs }) => atMs - 1_000 >= fromMs && atMs <= toMs);
  const most = (of: (second: LoopSecond) => number): number => Math.max(0, ...seconds.map(of));
  return {
    late: latenessOf(
      seconds.map(({ late }) => late),
      most(({ lateMost }) => lateMost),
    ),
    own: latenessOf(
      seconds.map(({ own }) => own),
      most(({ ownMost }) => ownMost),
    ),
    sync: latenessOf(
      seconds.map(({ sync }) => sync),
      most(({ syncMost }) => syncMost),
    ),
  };
};

/** A process that does next to nothing: as late as its loop runs, the machine was busy with others. */
export const startIdle = (file: string): { readonly stop: () => Promise<void> } => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'loop-probe.ts')], {
    env: { ...process.env, KHIDMA_LOOP_FILE: file },
    stdio: 'ignore',
  });
  return {
    stop: async () => {
      const gone = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGTERM')) await gone;
    },
  };
};
