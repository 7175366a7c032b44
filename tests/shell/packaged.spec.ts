/** A shell as it is released: the program has its own name, and its application inside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { prepareShell, type PreparedShell } from '../../scripts/shell/prepare-shell.ts';
import { reachableTemporary, shellUser } from '../../scripts/shell/unprivileged.ts';
import { BUILT_SHELL, runtimePath, STUB_PAGE } from './open-shell.ts';
import { processTree, renderersOf } from './processes.ts';

let folder: string;
let prepared: PreparedShell;

test.beforeAll(async () => {
  folder = await mkdtemp(join(reachableTemporary(shellUser()), 'khidma-packaged-'));
  await chmod(folder, 0o755);
  const program = join(folder, 'khidma');
  await cp(dirname(runtimePath()), program, { recursive: true });
  await rename(join(program, 'electron'), join(program, 'khidma'));
  const application = join(program, 'resources', 'app');
  await rm(application, { recursive: true });
  await mkdir(application);
  await cp(BUILT_SHELL, join(application, 'electron'), { recursive: true });
  await cp(STUB_PAGE, join(application, 'renderer'), { recursive: true });
  await writeFile(
    join(application, 'package.json'),
    JSON.stringify({ name: 'khidma', version: '0.0.0', main: 'electron/main.cjs' }),
  );
  prepared = await prepareShell({
    runtime: join(program, 'khidma'),
    application: BUILT_SHELL,
    page: STUB_PAGE,
    accessFile: join(folder, 'engine-access.json'),
  });
});

test.afterAll(async () => {
  await prepared.dispose();
  await rm(folder, { recursive: true });
});

type Running = { readonly child: ChildProcess; readonly log: () => string };

const start = (args: readonly string[], environment: Record<string, string> = {}): Running => {
  const child = spawn(prepared.executable, args, {
    env: { ...process.env, NODE_OPTIONS: '', LD_PRELOAD: '', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { child, log: () => text };
};

for (const argument of [
  '--no-sandbox',
  '--disable-gpu-sandbox',
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect=0',
  '--js-flags=--expose-gc',
  '--windowed',
]) {
  test(`refuses ${argument}, before any window`, async () => {
    const { child, log } = start([argument]);
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(64);
    expect(log()).toContain(`{"shell":"start-refused","refused":"${argument}"}`);
    expect(log()).not.toContain('window-open');
  });
}

test('refuses code that is preloaded into it', async () => {
  const { child, log } = start([], { LD_PRELOAD: '/nowhere/other.so' });
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(64);
  expect(log()).toContain('{"shell":"start-refused","refused":"LD_PRELOAD"}');
});

test('opens its own page without any argument, sandboxed', async () => {
  const { child, log } = start([], { KHIDMA_RENDERER: '/nowhere' });
  try {
    await expect.poll(log).toContain('"development":false');
    await expect.poll(log).toContain('"page-shown"');
    const pid = child.pid ?? NaN;
    expect(renderersOf(pid).map(({ seccomp }) => seccomp)).toContain(2);
    for (const one of processTree(pid)) expect(one.uid).not.toBe(0);
    expect(log()).not.toContain('page-failed');
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  }
});

test('a second shell leaves the first alone', async () => {
  const first = start([]);
  try {
    await expect.poll(first.log).toContain('"page-shown"');
    const second = start([]);
    const [code] = (await once(second.child, 'close')) as [number | null];
    expect(code).toBe(0);
    expect(second.log()).toContain('"already-running"');
    expect(first.child.exitCode).toBeNull();
  } finally {
    first.child.kill('SIGTERM');
    if (first.child.exitCode === null && first.child.signalCode === null) {
      await once(first.child, 'close');
    }
  }
});

test('a shell that runs as another user ends with whoever started it', async () => {
  const starter = spawn(
    process.execPath,
    [
      '-e',
      `const { spawn } = require('node:child_process');
       const [program, ...before] = JSON.parse(process.argv[1]);
       const child = spawn(program, before, { stdio: ['ignore', 'ignore', 'inherit'] });
       console.log(String(child.pid));
       setInterval(() => {}, 1000);`,
      // Our own user needs no wrapper to be bound: the rig does it for all its children.
      JSON.stringify([
        ...(prepared.user === 'self' ? ['setpriv', '--pdeathsig=TERM'] : []),
        prepared.executable,
      ]),
    ],
    { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  starter.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  try {
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await expect.poll(() => log).toContain('"page-shown"');
    expect(processTree(pid).length).toBeGreaterThan(1);
    starter.kill('SIGKILL');
    await expect.poll(() => processTree(pid)).toEqual([]);
  } finally {
    starter.kill('SIGKILL');
  }
});
