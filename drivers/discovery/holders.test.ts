import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openElsewhere } from '../transport/testing/elsewhere.ts';
import { plugCable } from '../transport/testing/cable.ts';
import { holdersOfName, holdersOfNode } from './holders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holders-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the process that has a device node open is named, until it ends', async () => {
  const cable = await plugCable(join(folder, 'lp0'));
  const other = await openElsewhere('usbPrinter', cable.path);
  const holder = holdersOfNode(cable.path).find(({ pid }) => pid === other.pid);
  expect(holder?.command).toMatch(/^node .*open-elsewhere\.ts$/u);
  await other.end();
  expect(holdersOfNode(cable.path).some(({ pid }) => pid === other.pid)).toBe(false);
  await cable.pull();
  expect(holdersOfNode(cable.path)).toEqual([]);
});

test('the process that holds a network device is named', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const name = `tcp:127.0.0.1:${String(port)}`;
  expect(holdersOfName(name)).toEqual([]);
  const other = await openElsewhere('tcp', '127.0.0.1', String(port));
  expect(holdersOfName(name)).toMatchObject([{ pid: other.pid }]);
  await other.end();
  expect(holdersOfName(name)).toEqual([]);
  server.close();
});

test('a process table that cannot be read names nobody', () => {
  expect(holdersOfNode('/dev/null', '/nowhere')).toEqual([]);
  expect(holdersOfName('tcp:x:1', '/nowhere')).toEqual([]);
});
