import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { EngineKeeper, type Supervision } from './engine-keeper.ts';

let folder: string;
let said: string[];
let keeper: EngineKeeper;

const keep = (program: string, supervision?: Supervision): EngineKeeper => {
  writeFileSync(join(folder, 'engine.mjs'), program);
  keeper = new EngineKeeper({
    plan: (env) => ({
      name: 'The engine',
      program: join(folder, 'engine.mjs'),
      env: { ...env, STARTS: join(folder, 'starts') },
      logFile: join(folder, 'engine.log'),
    }),
    clock: systemClock,
    supervision,
    say: (sentence) => said.push(sentence),
  });
  return keeper;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'khidma-keeper-'));
  said = [];
});
afterEach(async () => {
  await keeper.close();
  rmSync(folder, { recursive: true });
});

const COUNTS = `import { appendFileSync } from 'node:fs';
appendFileSync(process.env.STARTS, process.env.MARK ?? '.');`;
const LIVES = `${COUNTS} console.log('{"ready":true}'); setInterval(() => undefined, 1000);`;
const DIES = `${COUNTS} console.log('{"ready":true}'); process.exit(3);`;
const starts = (): string => readFileSync(join(folder, 'starts'), 'utf8');

test('without supervision a dead engine stays dead until it is started by hand', async () => {
  await keep(LIVES).start();
  await keeper.kill();
  expect(keeper.child).toBeNull();
  await keeper.start({ MARK: 'x' });
  expect(starts()).toBe('.x');
});

test('an engine that dies is brought back, then a clear stop', async () => {
  const supervision = { cooldownMs: 1, most: 3, windowMs: 60_000 };
  await keep(DIES, supervision).start();
  expect(await keeper.givenUp).toBe(
    'The engine ended with exit code 3, and was restarted 3 times already: it stays down. Its log says why.',
  );
  expect(starts()).toBe('....');
  expect(keeper.child).toBeNull();
});

test('a restart keeps the environment', async () => {
  await keep(LIVES, { cooldownMs: 1, most: 3, windowMs: 60_000 }).start({ MARK: 'y' });
  const pid = keeper.child?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  while (keeper.child === null || keeper.child.pid === pid) await new Promise(setImmediate);
  expect(starts()).toBe('yy');
  expect(said[0]).toContain('was killed');
});

test('what we end ourselves is not brought back', async () => {
  await keep(LIVES, { cooldownMs: 1, most: 3, windowMs: 60_000 }).start();
  await keeper.stop();
  expect(said).toEqual([]);
  await expect(keeper.start().then(() => keeper.start())).rejects.toThrow('runs already');
});
