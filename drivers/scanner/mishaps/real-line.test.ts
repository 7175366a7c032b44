/** The driver on a real line to the simulated scanner, a process of its own. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../contract/clock.ts';
import type { DeviceState } from '../../../contract/devices.ts';
import type { Reader, Scan } from '../../reader.ts';
import { Heard, SimulatedLine } from '../../transport/testing/simulated-line.ts';
import { createSerialScanner } from '../driver/serial-scanner.ts';

const MAIN = new URL('../simulator/main.ts', import.meta.url);
let line: SimulatedLine;
let scanner: Reader;
let scans: Heard<Scan>;

const open = async (): Promise<void> => {
  scanner = createSerialScanner({ transport: await line.open(), clock: systemClock });
  scans = new Heard<Scan>();
  scanner.onScan(scans.listen);
};
const code = (text: string) => (scan: Scan) => scan.kind === 'code' && scan.text === text;

beforeEach(async () => {
  line = new SimulatedLine();
  await line.start(MAIN, '--suffix', '0d0a');
  await open();
});
afterEach(async () => {
  await scanner.close();
  await line.end();
});

test('a code is a scan, with what kind of code it is', async () => {
  await line.control({ do: 'scan', text: 'https://example.test/r/ABCD', aim: ']Q1' });
  expect(await scans.until(() => true)).toEqual({
    kind: 'code',
    symbology: 'qr',
    text: 'https://example.test/r/ABCD',
  });
});

test('a flooding scanner: five hundred of the same are one, and the next code is heard', async () => {
  await line.control({ do: 'flood', text: 'SAME', times: 500 });
  await line.control({ do: 'scan', text: 'NEXT' });
  await scans.until(code('NEXT'));
  expect(scans.all).toHaveLength(2);
});

test('half a code, noise, and then a code', async () => {
  await line.control({ do: 'breakOff', text: 'HALF' });
  await scans.until(({ kind }) => kind === 'unreadable');
  await line.control({ do: 'garbage', hex: 'ff00fe0d' });
  await line.control({ do: 'scan', text: 'WHOLE' });
  await scans.until(code('WHOLE'));
  expect(scans.all.filter(({ kind }) => kind === 'code')).toHaveLength(1);
});

test('pulled out it is no device; plugged in again and reopened it reads', async () => {
  const states = new Heard<DeviceState>();
  scanner.onState(states.listen);
  await line.control({ do: 'unplug' });
  await states.until((state) => state === 'noDevice');
  await line.control({ do: 'plug' });
  await open();
  await line.control({ do: 'scan', text: 'AGAIN' });
  await scans.until(code('AGAIN'));
  expect(scanner.state).toBe('online');
});
