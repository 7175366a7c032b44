/** `npm run bench:screen`: how quick and how light the citizen's screen is, each figure beside its goal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { grid, grouped } from '../../rig/bench/table.ts';
import { measureScreen, type ScreenFigures } from './measure.ts';
import { readScreenOptions, SCREEN_USAGE, type ScreenOptions } from './options.ts';
import { EXIT_USAGE, runCommand, type Command } from '../../rig/processes/run-command.ts';

/** Waiting programs a processor from which on what is timed says more of them than of the page. */
const BUSY = 1;

/** `figure` `null`: not measured; `goal`, in its unit, is what it must not exceed, `null` where there is none. */
type Line = {
  readonly what: string;
  readonly figure: number | null;
  readonly goal: number | null;
  readonly shown: (value: number) => string;
};

const kilobytes = (bytes: number): string => `${grouped(bytes / 1_000, 1)} kB`;
const ms = (value: number): string => `${grouped(value)} ms`;
const seconds = (value: number): string => `${grouped(value / 1_000, 1)} s`;
const bytes = (value: number): string => `${grouped(value)} bytes`;

const linesOf = (figures: ScreenFigures, { slow }: ScreenOptions): readonly Line[] => [
  {
    what: 'Citizen’s JavaScript, gzipped',
    figure: figures.javascriptBytes,
    goal: 180_000,
    shown: kilobytes,
  },
  {
    what: `A tap until the next frame, p98 of ${String(figures.taps)}, ${String(slow)}× slower`,
    figure: figures.tapMs,
    goal: 100,
    shown: ms,
  },
  {
    what: `A tap’s processor time with all it draws, the longest, × ${String(slow)}`,
    figure: figures.workMs * slow,
    goal: null,
    shown: ms,
  },
  {
    what: 'The window until the attract screen, median of 5',
    figure: figures.attractMs,
    goal: 1_500,
    shown: ms,
  },
  {
    what: 'Layout shift of all visits together',
    figure: figures.shift,
    goal: 0,
    shown: (value) => value.toFixed(4),
  },
  {
    what: 'Memory a visit leaves in the page',
    figure: figures.heap?.bytesAVisit ?? null,
    goal: 1_024,
    shown: bytes,
  },
  {
    what: 'One visit at human pace, to the receipt',
    figure: figures.journeyMs,
    goal: 60_000,
    shown: seconds,
  },
];

const verdict = ({ figure, goal }: Line): string => {
  if (figure === null) return 'not measured';
  if (goal === null) return '';
  return figure <= goal ? 'reached' : 'missed';
};

const row = (line: Line): readonly string[] => [
  line.what,
  line.figure === null ? '–' : line.shown(line.figure),
  line.goal === null ? '–' : line.shown(line.goal),
  verdict(line),
];

const bench = async (command: Command): Promise<number> => {
  const options = readScreenOptions(process.argv.slice(2));
  if (!options.ok) {
    console.error(`${options.error}\n\n${SCREEN_USAGE}`);
    return EXIT_USAGE;
  }
  const folder = mkdtempSync(join(tmpdir(), 'khidma-bench-'));
  command.onEnd(() => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  });
  console.log('Measuring');
  const figures = await measureScreen(options.value, folder, command.onEnd);
  const lines = linesOf(figures, options.value);
  console.log(`\n${grid(['What', 'Figure', 'At most', ''], lines.map(row))}`);
  const load = figures.load.map((value) => value.toFixed(1)).join(', ');
  console.log(`\nLoad for each of ${String(cpus().length)} processors (1, 5, 15 min): ${load}`);
  if (figures.load.some((value) => value > BUSY)) {
    console.log(
      'The processors are shared with others: taps and times are longer than the page needs.',
    );
  }
  console.log(`\nThe slowest taps:\n${figures.slowest.map((line) => `  ${line}`).join('\n')}`);
  console.log(
    `\nMost processor time, unslowed:\n${figures.hardest.map((line) => `  ${line}`).join('\n')}`,
  );
  if (figures.shifted.length > 0) console.log(`\nMoved:\n  ${figures.shifted.join('\n  ')}`);
  console.log(`\n${JSON.stringify(figures)}`);
  return 0;
};

await runCommand(bench);
