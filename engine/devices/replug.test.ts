/** Roles over real pseudo-terminals, found through a tree like the kernel's, with simulators as processes. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../contract/clock.ts';
import { devicesSchema, type DevicesConfig } from '../../contract/device-config.ts';
import { FakeTree, type FakeUsb } from '../../drivers/discovery/testing/device-tree.ts';
import { SimulatorProcess } from '../../drivers/simulator-kit/spawn-simulator.ts';
import { createCabinetRole } from './cabinet-role.ts';
import { connectCabinet, connectReader } from './connect-readers.ts';
import type { ConnectContext } from './open-link.ts';
import { createReaderRole, type ReaderRole } from './reader-role.ts';

const DRIVERS = join(import.meta.dirname, '..', '..', 'drivers');
const MODEL = { vendorId: '0c2e', productId: '0b61' };
const unit = (serialNumber: string, port: string): FakeUsb => ({ ...MODEL, serialNumber, port });
const REOPEN_MS = 20;

let folder: string;
let fake: FakeTree;
let context: ConnectContext;
let stops: (() => Promise<unknown>)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replug-'));
  fake = new FakeTree(join(folder, 'tree'));
  stops = [];
  const random = (count: number): Uint8Array => randomBytes(count);
  context = { clock: systemClock, tree: fake.tree, dataFolder: folder, random };
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

const simulate = async (driver: string, name: string): Promise<SimulatorProcess> => {
  const control = join(folder, `${name}.sock`);
  const args = ['--link', join(folder, name), '--control', control];
  const main = join(DRIVERS, driver, 'simulator/main.ts');
  const simulator = await SimulatorProcess.start(main, args, control);
  stops.push(() => simulator.stop());
  return simulator;
};
const plug = (node: string, usb: FakeUsb, simulated: string): void => {
  fake.acm(node, usb);
  fake.node(node, join(folder, simulated));
};
const onBug = (cause: unknown): never => {
  throw cause;
};
const configured = (devices: object): DevicesConfig =>
  devicesSchema.parse({
    terminal: { driver: 'zvt', transport: 'serial', path: '/dev/null' },
    printer: { driver: 'escpos', transport: 'serial', path: '/dev/null' },
    ...devices,
  });
const scannerRole = (path: object): ReaderRole => {
  const devices = configured({ scanner: { driver: 'scanner', transport: 'serial', path } });
  const connect = connectReader(devices, 'scanner', context);
  if (connect === null) throw new Error('not configured');
  const role = createReaderRole({ clock: systemClock, connect, reopenMs: REOPEN_MS, onBug });
  stops.push(role.stop);
  return role;
};
const until = (
  role: { readonly onChange: (listener: () => void) => () => void },
  holds: () => boolean,
): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      forget();
      resolve();
    };
    const forget = role.onChange(look);
    look();
  });
const nextScan = (role: ReaderRole): Promise<string> =>
  new Promise((resolve) => {
    const forget = role.onScan((scan) => {
      forget();
      resolve(scan.kind === 'code' ? scan.text : scan.kind);
    });
  });

test('bound to its serial number, a scanner comes back under another number and on another port', async () => {
  const simulator = await simulate('scanner', 'a');
  plug('ttyACM0', unit('A', '1-1'), 'a');
  const role = scannerRole({ ...MODEL, serialNumber: 'A' });
  await until(role, () => role.state() === 'online');
  fake.unplug('1-1');
  await simulator.control({ do: 'unplug' });
  await until(role, () => role.state() === 'noDevice');
  // Another one takes the number that it had.
  plug('ttyACM0', unit('B', '1-1'), 'nothing');
  await simulator.control({ do: 'plug' });
  plug('ttyACM1', unit('A', '1-4.2'), 'a');
  await until(role, () => role.state() === 'online');
  const scan = nextScan(role);
  await simulator.control({ do: 'scan', text: 'EWA-10000001' });
  expect(await scan).toBe('EWA-10000001');
});

test('two readers of one model change places: neither speaks in the other’s role', async () => {
  const first = await simulate('scanner', 'a');
  const second = await simulate('scanner', 'b');
  plug('ttyACM0', unit('A', '1-1'), 'a');
  const role = scannerRole({ ...MODEL, serialNumber: 'A', port: '1-1' });
  const heard: string[] = [];
  role.onScan((scan) => heard.push(scan.kind === 'code' ? scan.text : scan.kind));
  await until(role, () => role.state() === 'online');
  fake.unplug('1-1');
  plug('ttyACM0', unit('B', '1-1'), 'b');
  plug('ttyACM1', unit('A', '1-2'), 'a');
  await first.control({ do: 'unplug' });
  await until(role, () => role.state() === 'userError');
  await second.control({ do: 'scan', text: 'from B' });
  // Each back in its place.
  fake.unplug('1-1');
  fake.unplug('1-2');
  await first.control({ do: 'plug' });
  plug('ttyACM0', unit('A', '1-1'), 'a');
  await until(role, () => role.state() === 'online');
  const scan = nextScan(role);
  await first.control({ do: 'scan', text: 'from A' });
  expect(await scan).toBe('from A');
  expect(heard).toEqual(['from A']);
});

test('the cabinet’s board: power fails, the board is unplugged and comes back with its lights', async () => {
  const simulator = await simulate('cabinet', 'board');
  plug('ttyACM0', unit('C', '1-1'), 'board');
  const { cabinet } = configured({
    cabinet: { driver: 'cabinet', transport: 'serial', path: { ...MODEL, port: '1-1' } },
  });
  if (cabinet === undefined) throw new Error('not configured');
  const connect = connectCabinet(cabinet, context);
  const role = createCabinetRole({ clock: systemClock, connect, reopenMs: REOPEN_MS, onBug });
  stops.push(role.stop);
  await until(role, () => role.status().state === 'online');
  await simulator.control({ do: 'power', state: 'battery' });
  await until(role, () => role.status().power === 'battery');
  expect((await role.setLight('card', 'blink')).ok).toBe(true);
  fake.unplug('1-1');
  await simulator.control({ do: 'unplug' });
  await until(role, () => role.status().state === 'noDevice');
  expect(role.status().power).toBeNull();
  await simulator.control({ do: 'plug' });
  plug('ttyACM5', unit('C', '1-1'), 'board');
  await until(role, () => role.status().power === 'battery');
});
