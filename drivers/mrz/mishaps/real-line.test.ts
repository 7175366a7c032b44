/** The driver on a real line to the simulated reader, a process of its own. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../contract/clock.ts';
import type { DeviceState } from '../../../contract/devices.ts';
import type { Reader, Scan } from '../../reader.ts';
import { Heard, SimulatedLine } from '../../transport/testing/simulated-line.ts';
import { createMrzReader } from '../driver/mrz-reader.ts';

const MAIN = new URL('../simulator/main.ts', import.meta.url);
let line: SimulatedLine;
let reader: Reader;
let scans: Heard<Scan>;

beforeEach(async () => {
  line = new SimulatedLine();
  await line.start(MAIN);
  reader = createMrzReader({ transport: await line.open(), clock: systemClock });
  scans = new Heard<Scan>();
  reader.onScan(scans.listen);
});
afterEach(async () => {
  await reader.close();
  await line.end();
});

test("a card's back is a scan with the holder's number", async () => {
  await line.control({ do: 'card', documentNumber: 'AB1234567', personalNumber: '850512346' });
  expect(await scans.until(() => true)).toEqual({
    kind: 'identityCard',
    documentNumber: 'AB1234567',
    personalNumber: '850512346',
    issuer: 'BHR',
    expires: '2031-01-01',
  });
});

test('a misread card, half a card, noise: each unreadable, and then the card is read', async () => {
  await line.control({ do: 'card', misread: 1 });
  await scans.until((scan) => scan.kind === 'unreadable' && scan.why === 'checkDigit');
  await line.control({ do: 'card', lines: 2 });
  await scans.until((scan) => scan.kind === 'unreadable' && scan.why === 'garbled');
  await line.control({ do: 'garbage', hex: 'ff00fe49443c0d' });
  await line.control({ do: 'card' });
  await scans.until(({ kind }) => kind === 'identityCard');
});

test('pulled out it is no device', async () => {
  const states = new Heard<DeviceState>();
  reader.onState(states.listen);
  await line.control({ do: 'unplug' });
  await states.until((state) => state === 'noDevice');
  expect(scans.all).toEqual([]);
});
