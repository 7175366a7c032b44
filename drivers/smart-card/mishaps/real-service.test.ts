/** The driver on the real PC/SC service with a virtual reader (virtual-devices digest §4). */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../contract/clock.ts';
import type { Scan } from '../../reader.ts';
import { Heard } from '../../transport/testing/simulated-line.ts';
import { openPcsc } from '../driver/pcsc-service.ts';
import { createSmartCardReader, type SmartCardReader } from '../driver/smart-card-reader.ts';
import { VirtualReader } from './testing/virtual-reader.ts';

const PSE = Uint8Array.from(Buffer.from('1PAY.SYS.DDF01', 'latin1'));
const isCard = (scan: Scan): boolean => scan.kind === 'chipCard' && scan.atr !== null;
const isGone = (scan: Scan): boolean => scan.kind === 'chipCard' && scan.atr === null;

const virtual = new VirtualReader();
let reader: SmartCardReader;
const scans = new Heard<Scan>();

beforeAll(async () => {
  await virtual.start();
  const opened = await openPcsc();
  if (!opened.ok) throw new Error(opened.error.detail);
  reader = createSmartCardReader({
    service: opened.value,
    clock: systemClock,
    reader: 'Virtual PCD 00 00',
  });
  reader.onScan(scans.listen);
});
afterAll(async () => {
  await reader.close();
  await virtual.end();
});

test.each([
  ['over T=1', []],
  ['in two steps', ['--two-steps']],
])('a card comes, is asked for an application (%s), and goes', async (_name, options) => {
  await virtual.hold('--atr', '3b80 0181', ...options);
  scans.all.length = 0;
  await virtual.control('insert');
  expect(await scans.until(isCard)).toEqual({ kind: 'chipCard', atr: '3B800181' });
  const selected = await reader.select(PSE);
  expect(selected).toMatchObject({ ok: true, value: { status: 0x9000 } });
  expect(selected.ok && Buffer.from(selected.value.data).includes(Buffer.from(PSE))).toBe(true);
  expect(await reader.select(Uint8Array.of(0xa0, 0, 0, 0, 4))).toMatchObject({
    ok: true,
    value: { status: 0x6a82 },
  });
  await virtual.control('remove');
  await scans.until(isGone);
  expect(await reader.select(PSE)).toEqual({ ok: false, error: { code: 'noCard' } });
});

test('without a service opening says so, and nothing falls over', () => {
  const program = new URL('testing/try-pcsc.ts', import.meta.url).pathname;
  const env = { ...process.env, PCSCLITE_CSOCK_NAME: '/nonexistent/pcscd.comm' };
  const { stdout, status } = spawnSync(process.execPath, [program], { env, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ code: 'io', where: 'pcscd' });
});
