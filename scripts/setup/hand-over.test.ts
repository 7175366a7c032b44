import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MODULE = join(import.meta.dirname, 'hand-over.mjs');
let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-hand-over-'));
  program = join(folder, 'program.ts');
  writeFileSync(
    program,
    `let signals = 0;
     process.on('SIGINT', () => { signals++; setTimeout(() => process.exit(40 + signals), 300); });
     if (process.argv[2] === 'leave') process.exit(Number(process.argv[3]));
     if (process.argv[2] === 'die') process.kill(process.pid, 'SIGKILL');
     setInterval(() => undefined, 1000);
     console.log('ready');`,
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const handOver = (...args: string[]): ReturnType<typeof spawn> =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { handOver } = await import(${JSON.stringify(MODULE)});
       process.exitCode = await handOver(${JSON.stringify(program)}, ${JSON.stringify(args)});`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

describe('the handing over', () => {
  it('passes on arguments and the exit code', async () => {
    expect(await once(handOver('leave', '7'), 'exit')).toEqual([7, null]);
  });

  it('reports a program that was killed as a shell would', async () => {
    expect(await once(handOver('die'), 'exit')).toEqual([137, null]);
  });

  it('passes on a signal once, however often it comes, and waits', async () => {
    const child = handOver();
    if (child.stdout === null) throw new Error('no output');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([41, null]);
  });
});
