import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readBenchLogsOptions } from '../../rig/bench-logs/options.ts';

const run = promisify(execFile);

test('a small run finds what was put in, at each size, and leaves nothing', async () => {
  const data = mkdtempSync(join(tmpdir(), 'khidma-logs-'));
  const args = ['--rows', '5000,25000', '--searches', '3', '--data', data];
  const { stdout } = await run(process.execPath, ['rig/bench-logs.ts', ...args]);
  const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { p95: { rows: number }[] };
  expect(result.p95.map(({ rows }) => rows)).toEqual([5_000, 25_000]);
  const lines = (name: string): number[] =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith(`${name}  `))
      .map((line) => Number(line.slice(name.length).trim().split(/\s+/u)[0]));
  expect(lines('the newest of all')).toEqual([100, 100]);
  expect(lines('a word that is nowhere')).toEqual([0, 0]);
  for (const found of lines('one payment')) expect(found).toBeGreaterThan(5);
  expect(existsSync(data)).toBe(false);
}, 120_000);

test.each([['--rows', '5,3'], ['--rows', 'many'], ['--searches', '0'], ['--what']])(
  '%s %s is refused',
  (...args) => {
    expect(readBenchLogsOptions(args).ok).toBe(false);
  },
);
