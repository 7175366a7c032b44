import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild, type Child, type ChildPlan } from './child.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-child-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const program = (text: string): Pick<ChildPlan, 'program' | 'name' | 'logFile'> => {
  const path = join(folder, 'program.mjs');
  writeFileSync(path, text);
  return { name: 'The stand-in', program: path, logFile: join(folder, 'logs/stand-in.log') };
};
const READY = `console.log('{"ready":true,"port":7}'); setInterval(() => undefined, 1000);`;

const started = async (plan: ChildPlan): Promise<Child> => {
  const child = await startChild(plan);
  if (!child.ok) throw new Error(child.error.detail);
  return child.value;
};

test('is ready by its line, whatever stands around it, and ends at SIGTERM', async () => {
  const child = await started(program(`console.log('hello\\n{"no":1}\\n{half'); ${READY}`));
  expect(child.ready).toEqual({ ready: true, port: 7 });
  expect(child.running).toBe(true);
  await child.stop();
  expect(child.running).toBe(false);
});

test('one that ends early says why, from its log', async () => {
  const child = await startChild(program(`console.error('no such file'); process.exit(78);`));
  expect(child).toMatchObject({ ok: false, error: { code: 'ended', exitCode: 78 } });
  if (!child.ok) expect(child.error.detail).toContain('no such file');
});

test('one that never gets ready is ended at the deadline', async () => {
  const plan = program(`console.log('thinking'); setInterval(() => undefined, 1000);`);
  const child = await startChild({ ...plan, readyWithinMs: 500 });
  expect(child).toMatchObject({ ok: false, error: { code: 'notReady' } });
});

test('a killed one is gone without an exit code', async () => {
  const child = await started(program(READY));
  await child.kill();
  expect(await child.gone).toBeNull();
  await child.stop(); // nothing left to stop
});

test('it ends when the one who started it is killed', async () => {
  const socketPath = join(folder, 'life');
  const life = createServer();
  await new Promise<void>((resolve) => life.listen(socketPath, resolve));
  const grandchild = program(
    `import { connect } from 'node:net'; connect(${JSON.stringify(socketPath)}); ${READY}`,
  );
  const parentPath = join(folder, 'parent.ts');
  writeFileSync(
    parentPath,
    `import { startChild } from ${JSON.stringify(join(import.meta.dirname, 'child.ts'))};
     await startChild(${JSON.stringify(grandchild)});
     setInterval(() => undefined, 1000);`,
  );
  const joined = once(life, 'connection') as Promise<[Socket]>;
  const parent = spawn(process.execPath, [parentPath], { stdio: 'ignore' });
  const [connection] = await joined;
  const ended = once(connection.resume(), 'close');
  parent.kill('SIGKILL');
  await ended;
  await new Promise((resolve) => life.close(resolve));
});
