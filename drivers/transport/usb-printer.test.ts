import { constants } from 'node:fs';
import { mkdtemp, open as openFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { plugCable, type Cable } from './testing/cable.ts';
import { openElsewhere } from './testing/elsewhere.ts';
import type { ByteTransport } from './transport.ts';
import { openUsbPrinter, type UsbPrinterOptions } from './usb-printer.ts';

/**
 * A pseudo-terminal in the place of `/dev/usb/lp0`: a character device that is read and written on one
 * descriptor without blocking. What usblp itself does is proven in a guest with a USB bus.
 */
let folder: string;
let printer: Cable;
const opened: ByteTransport[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'usb-printer-'));
  printer = await plugCable(join(folder, 'lp0'));
});
afterEach(async () => {
  for (const transport of opened.splice(0)) await transport.close();
  await printer.pull();
  await rm(folder, { recursive: true, force: true });
});

const openOf = (options: Partial<UsbPrinterOptions> = {}) =>
  openUsbPrinter({ path: printer.path, ...options })();
const open = async (options: Partial<UsbPrinterOptions> = {}): Promise<ByteTransport> => {
  const result = await openOf(options);
  if (!result.ok) throw new Error(result.error.detail);
  opened.push(result.value);
  return result.value;
};
const heard = (near: ByteTransport, count: number): Promise<number[]> =>
  new Promise((resolve) => {
    const bytes: number[] = [];
    near.onData((chunk) => {
      bytes.push(...chunk);
      if (bytes.length === count) resolve(bytes);
    });
  });
const all = Uint8Array.from({ length: 256 }, (_, i) => i);

test('every byte value goes through unchanged, both ways', async () => {
  const near = await open();
  const onPaper = printer.hear(256);
  expect(await near.write(all)).toEqual({ ok: true, value: undefined });
  expect(await onPaper).toEqual([...all]);
  const answer = heard(near, 256);
  await printer.say(all);
  expect(await answer).toEqual([...all]);
});

test('a whole receipt is taken piece by piece, in order, also with another one behind it', async () => {
  const near = await open();
  const receipt = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 251);
  const onPaper = printer.hear(receipt.length + 2);
  const first = near.write(receipt);
  receipt.fill(0);
  const second = near.write(Uint8Array.of(1, 2));
  expect([(await first).ok, (await second).ok]).toEqual([true, true]);
  const bytes = await onPaper;
  expect(bytes.length).toBe(receipt.length + 2);
  expect(bytes.every((byte, i) => i >= 100_000 || byte === (i * 7) % 251)).toBe(true);
  expect(bytes.slice(-2)).toEqual([1, 2]);
});

test('held by one: refused to a second here, by another path, and in another process', async () => {
  const near = await open();
  await symlink(printer.path, join(folder, 'alias'));
  expect(await openOf({ path: join(folder, 'alias') })).toMatchObject({ error: { code: 'inUse' } });
  const other = await openElsewhere('usbPrinter', printer.path);
  expect(other.said).toBe('inUse');
  await other.end();
  await near.close();
  expect((await open()).isOpen).toBe(true);
});

test('no such device, and something that is none', async () => {
  await writeFile(join(folder, 'file'), '');
  expect(await openOf({ path: join(folder, 'lp9') })).toMatchObject({
    error: { code: 'noSuchDevice', where: join(folder, 'lp9') },
  });
  expect(await openOf({ path: join(folder, 'file') })).toMatchObject({ error: { code: 'io' } });
});

test('unplugged: onClose once, writes refused, free to be opened again', async () => {
  const near = await open();
  let closes = 0;
  near.onClose(() => (closes += 1));
  const closed = new Promise<void>((resolve) => near.onClose(resolve));
  await printer.pull();
  await closed;
  await near.close();
  expect([closes, near.isOpen]).toEqual([1, false]);
  expect(await near.write(Uint8Array.of(1))).toEqual({
    ok: false,
    error: { code: 'notSent', reason: 'notOpen' },
  });
  expect(await openOf()).toMatchObject({ error: { code: 'noSuchDevice' } });
  printer = await plugCable(join(folder, 'lp0'));
  expect((await open()).isOpen).toBe(true);
});

test('a printer that takes nothing: given up and closed, so that nothing comes out later', async () => {
  const near = await open({ writeTimeoutMs: 50 });
  printer.freeze();
  expect(await near.write(new Uint8Array(1_000_000))).toEqual({
    ok: false,
    error: { code: 'maybeSent', reason: 'timeout' },
  });
  expect(near.isOpen).toBe(false);
});

test('unplugged while bytes are on their way: they may have been sent', async () => {
  const near = await open();
  printer.freeze();
  const written = near.write(new Uint8Array(1_000_000));
  await printer.pull();
  expect(await written).toMatchObject({ ok: false, error: { code: 'maybeSent' } });
});

test('what the printer said before it was opened is thrown away', async () => {
  const holder = await openFile(printer.path, constants.O_RDWR | constants.O_NOCTTY);
  await printer.say(Uint8Array.of(1, 1, 1));
  const near = await open();
  const answer = heard(near, 2);
  await printer.say(Uint8Array.of(2, 3));
  expect(await answer).toEqual([2, 3]);
  await holder.close();
});
