/** The HID transport on node-hid and a virtual device (virtual-devices digest §2). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PseudoTerminal } from '../simulator-kit/pty.ts';
import { openHid } from './hid.ts';
import { HidTestbed } from './testing/hid-testbed.ts';

/** Usage page 8C, usage 2: eight bytes in. */
const SCANNER = {
  vendorId: '05e0',
  productId: '1300',
  descriptor: '068C000902A101150026FF00750895080901 8102C0'.replaceAll(' ', ''),
};
const PROGRAM = new URL('testing/print-reports.ts', import.meta.url);

let folder: string;
let cable: PseudoTerminal;
let testbed: HidTestbed;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hid-'));
  cable = new PseudoTerminal(join(folder, 'device'));
  expect((await cable.plug()).ok).toBe(true);
  testbed = new HidTestbed();
  await testbed.start(PROGRAM, SCANNER, cable.path);
});
afterEach(async () => {
  await testbed.end();
  await cable.unplug();
  rmSync(folder, { recursive: true, force: true });
});

test('the device is known, its reports come as they are, and are wiped afterwards', async () => {
  const { said } = testbed;
  expect(await said.until((each) => 'opened' in each)).toEqual({
    opened: { vendorId: 0x05e0, productId: 0x1300 },
  });
  cable.write(Uint8Array.of(2, 0, 255, 3));
  expect(await said.until((each) => 'report' in each)).toEqual({ report: '0200ff03' });
  testbed.tell('kept');
  expect(await said.until((each) => 'kept' in each)).toEqual({ kept: '00000000' });
});

test('a node that is not there is said to be none', async () => {
  expect(testbed.said.all).toContainEqual({ missing: 'noSuchDevice' });
  const here = await openHid({ path: '/dev/hidraw99' })();
  expect(here).toMatchObject({
    ok: false,
    error: { code: 'noSuchDevice', where: '/dev/hidraw99' },
  });
});

test('a second opening is refused until the first is closed', async () => {
  const { said } = testbed;
  testbed.tell('again');
  expect(await said.until((each) => 'again' in each)).toEqual({ again: 'inUse' });
  testbed.tell('close');
  expect(await said.until((each) => 'isOpen' in each)).toEqual({ isOpen: false });
  said.all.length = 0;
  testbed.tell('again');
  expect(await said.until((each) => 'again' in each)).toEqual({ again: 'open' });
});

test('unplugged, it says so once, and refuses to write', async () => {
  const { said } = testbed;
  await cable.unplug();
  await said.until((each) => 'closed' in each);
  testbed.tell('write');
  expect(await said.until((each) => 'written' in each)).toEqual({
    written: { ok: false, error: { code: 'notSent', reason: 'notOpen' } },
  });
  expect(await testbed.end()).toBe(0);
  expect(said.all.filter((each) => 'closed' in each)).toHaveLength(1);
});
