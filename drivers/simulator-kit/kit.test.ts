import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../contract/result.ts';
import { sendControl } from './control-client.ts';
import { ControlServer } from './control-server.ts';
import { readFileIfThere, replaceFile } from './memory-file.ts';
import { Mishaps } from './mishaps.ts';
import { readOptions } from './process.ts';
import { PseudoTerminal } from './pty.ts';
import { RawPort } from './raw-port.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kit-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('every byte passes unchanged in both directions, and the near side may come and go', async () => {
  const cable = new PseudoTerminal(join(folder, 'port'));
  expect(await cable.plug()).toEqual(ok(undefined));
  const far: number[] = [];
  let enough: () => void = () => undefined;
  cable.onData((bytes) => {
    far.push(...bytes);
    if (far.length % 256 === 0) enough();
  });
  const all = Array.from({ length: 256 }, (_, i) => i);
  for (let round = 1; round <= 2; round++) {
    const arrived = new Promise<void>((resolve) => {
      enough = resolve;
    });
    const near = await RawPort.open(cable.path);
    await near.write(all);
    await arrived;
    expect(far).toEqual(Array.from({ length: round }, () => all).flat());
    cable.write(Uint8Array.from(all));
    expect(await near.read(256)).toEqual(all);
    await near.close();
  }
  await cable.unplug();
});

test('a pulled cable closes the open port and takes the link away; plugged in again it carries', async () => {
  const cable = new PseudoTerminal(join(folder, 'port'));
  expect((await cable.plug()).ok).toBe(true);
  const near = await RawPort.open(cable.path);
  await cable.unplug();
  await near.closed;
  expect(existsSync(cable.path)).toBe(false);
  cable.write(Uint8Array.of(1)); // lost, not kept for later
  expect((await cable.plug()).ok).toBe(true);
  const again = await RawPort.open(cable.path);
  cable.write(Uint8Array.of(2));
  expect(await again.read(1)).toEqual([2]);
  await again.close();
  await cable.unplug();
});

test('a path that is taken by a real file is refused and left alone', async () => {
  const path = join(folder, 'port');
  writeFileSync(path, 'mine');
  const plugged = await new PseudoTerminal(path).plug();
  expect(plugged).toMatchObject({ ok: false, error: { code: 'pathTaken' } });
  expect(readFileSync(path, 'utf8')).toBe('mine');
});

test('control requests are answered in order, refusals and nonsense with a reason', async () => {
  const path = join(folder, 'control');
  const server = new ControlServer(path, (request) =>
    Promise.resolve(
      (request as { do: string }).do === 'echo'
        ? ok({ said: request })
        : { ok: false, error: 'will not' },
    ),
  );
  expect(await server.listen()).toEqual(ok(undefined));
  expect(await sendControl(path, { do: 'echo' })).toEqual(ok({ said: { do: 'echo' } }));
  expect(await sendControl(path, { do: 'other' })).toEqual({
    ok: false,
    error: { code: 'refused', detail: 'will not' },
  });
  await server.close();
  expect(await sendControl(path, { do: 'echo' })).toMatchObject({
    ok: false,
    error: { code: 'noSimulator' },
  });
});

test('a mishap is used up', () => {
  const mishaps = new Mishaps<'a' | 'b'>();
  mishaps.arm('a', 2, { code: 5 });
  expect(mishaps.take('b')).toBeNull();
  expect([mishaps.take('a'), mishaps.take('a'), mishaps.take('a')]).toEqual([
    { code: 5 },
    { code: 5 },
    null,
  ]);
});

test('a replaced file is whole and leaves nothing beside it', () => {
  const path = join(folder, 'memory');
  expect(readFileIfThere(path)).toBeNull();
  replaceFile(path, 'one');
  replaceFile(path, 'two');
  expect(readFileIfThere(path)).toBe('two');
  expect(readdirSync(folder)).toEqual(['memory']);
});

test('a command line with something unknown or missing is explained', () => {
  const names = { required: ['link'], optional: ['pace'] };
  expect(readOptions(['--pace', '3'], names)).toEqual({ ok: false, error: 'missing --link' });
  expect(readOptions(['--link', 'x', '--speed', '3'], names).ok).toBe(false);
  expect(readOptions(['--link', 'x'], names)).toEqual(ok({ link: 'x' }));
});
