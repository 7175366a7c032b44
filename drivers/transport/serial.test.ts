import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants, readFileSync } from 'node:fs';
import { mkdtemp, open as openFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSerial, type SerialOptions } from './serial.ts';
import type { ByteTransport } from './transport.ts';

/** Resolves when socat has logged `text`, from now on. */
const socatSays = (text: string): Promise<void> =>
  new Promise((resolve) => {
    let log = '';
    const listen = (chunk: Buffer): void => {
      log += chunk.toString();
      if (!log.includes(text)) return;
      socat.stderr?.off('data', listen);
      socat.stderr?.resume();
      resolve();
    };
    socat.stderr?.on('data', listen);
  });

/** Two real pseudo-terminals joined by socat, as symlinks `near` and `far`. */
let folder = '';
let socat: ChildProcess;
const opened: ByteTransport[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serial-'));
  const end = (name: string): string => `pty,raw,echo=0,link=${join(folder, name)}`;
  socat = spawn('socat', ['-d', '-d', '-d', end('near'), end('far')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await socatSays('starting data transfer');
});

afterEach(async () => {
  for (const transport of opened.splice(0)) await transport.close();
  await stopSocat();
  await rm(folder, { recursive: true, force: true });
});

const stopSocat = async (): Promise<void> => {
  if (socat.exitCode !== null || socat.signalCode !== null) return;
  const exited = once(socat, 'exit');
  socat.kill('SIGKILL');
  await exited;
};

const open = async (name: string, options: Partial<SerialOptions> = {}): Promise<ByteTransport> => {
  const result = await openSerial({
    path: join(folder, name),
    baudRate: 9600,
    stopBits: 2,
    ...options,
  })();
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.detail}`);
  opened.push(result.value);
  return result.value;
};

/** Resolves with the first `count` bytes that arrive. */
const receive = (transport: ByteTransport, count: number): Promise<number[]> =>
  new Promise((resolve) => {
    const bytes: number[] = [];
    const stop = transport.onData((chunk) => {
      bytes.push(...chunk);
      if (bytes.length < count) return;
      stop();
      resolve(bytes);
    });
  });

test('every byte value goes through unchanged, both ways', async () => {
  const near = await open('near');
  const far = await open('far');
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    const arrived = receive(to, all.length);
    expect(await from.write(all)).toEqual({ ok: true, value: undefined });
    expect(await arrived).toEqual(Array.from(all));
  }
});

test('a second opener is told that it is in use, also by another symlink', async () => {
  const first = await open('near');
  await symlink(join(folder, 'near'), join(folder, 'alias'));
  for (const name of ['near', 'alias']) {
    const path = join(folder, name);
    expect(await openSerial({ path, baudRate: 9600 })()).toMatchObject({
      ok: false,
      error: { code: 'inUse', where: path },
    });
  }
  await first.close();
  expect((await open('near')).isOpen).toBe(true);
});

test('no such device, a dangling symlink, something that is no serial device', async () => {
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling'));
  await writeFile(join(folder, 'file'), '');
  const codeOf = async (name: string): Promise<string> => {
    const result = await openSerial({ path: join(folder, name), baudRate: 9600 })();
    return result.ok ? 'open' : result.error.code;
  };
  expect(await codeOf('missing')).toBe('noSuchDevice');
  expect(await codeOf('dangling')).toBe('noSuchDevice');
  expect(await codeOf('file')).toBe('io');
});

test('after close nothing is written, and onClose was called once', async () => {
  const near = await open('near');
  let closes = 0;
  near.onClose(() => (closes += 1));
  await near.close();
  await near.close();
  expect(near.isOpen).toBe(false);
  expect(await near.write(Uint8Array.of(1))).toEqual({
    ok: false,
    error: { code: 'notSent', reason: 'notOpen' },
  });
  expect(closes).toBe(1);
});

test('the cable comes out: onClose, writes refused, and it opens again once it is back', async () => {
  const near = await open('near');
  const closed = new Promise<void>((resolve) => near.onClose(resolve));
  await stopSocat();
  await closed;
  expect(near.isOpen).toBe(false);
  expect(await near.write(Uint8Array.of(1))).toMatchObject({ error: { code: 'notSent' } });
});

test('the cable was out for long before we looked: onClose all the same', async () => {
  const near = await open('near');
  const closed = new Promise<void>((resolve) => near.onClose(resolve));
  socat.kill('SIGKILL');
  // Without giving way to any event: the first read is one of a device long gone.
  while (!/^State:\s+Z/mu.test(readFileSync(`/proc/${String(socat.pid)}/status`, 'utf8')));
  await closed;
  expect(near.isOpen).toBe(false);
});

test('the cable comes out while bytes are on their way: they may have been sent', async () => {
  const near = await open('near');
  socat.kill('SIGSTOP'); // nobody takes the bytes any more
  const written = near.write(new Uint8Array(1_000_000));
  await stopSocat();
  expect(await written).toMatchObject({ ok: false, error: { code: 'maybeSent' } });
  expect(near.isOpen).toBe(false);
});

test('a device that takes nothing: given up, and the port closed so that nothing goes out later', async () => {
  const near = await open('near', { baudRate: 921_600, writeTimeoutMs: 100 });
  socat.kill('SIGSTOP');
  expect(await near.write(new Uint8Array(20_000))).toEqual({
    ok: false,
    error: { code: 'maybeSent', reason: 'timeout' },
  });
  expect(near.isOpen).toBe(false);
});

test('what came before it was opened is thrown away', async () => {
  const far = await open('far');
  const holder = await openFile(join(folder, 'near'), constants.O_RDWR | constants.O_NOCTTY);
  const passed = socatSays('transferred 3 bytes');
  expect((await far.write(Uint8Array.of(1, 1, 1))).ok).toBe(true);
  await passed;
  const near = await open('near', { baudRate: 12_345 }); // at usual rates serialport does it itself
  const arrived = receive(near, 2);
  expect((await far.write(Uint8Array.of(2, 3))).ok).toBe(true);
  expect(await arrived).toEqual([2, 3]);
  await holder.close();
});
