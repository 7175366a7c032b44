/** Real node-hid and the real driver before the simulated HID POS scanner (virtual-devices digest §2). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HidTestbed } from '../../transport/testing/hid-testbed.ts';
import { SimulatedLine } from '../../transport/testing/simulated-line.ts';

const MAIN = new URL('../simulator/main.ts', import.meta.url);
const PROGRAM = new URL('testing/print-scans.ts', import.meta.url);
/** Usage page 8C, usage 2: report 02 of 63 bytes, and a feature report. */
const SCANNER = {
  vendorId: '05e0',
  productId: '1300',
  descriptor: '068C000902A1018502150026FF007508953F09018102C0',
};

let line: SimulatedLine;
let testbed: HidTestbed;

beforeEach(async () => {
  line = new SimulatedLine();
  await line.start(MAIN, '--hid');
  testbed = new HidTestbed();
  await testbed.start(PROGRAM, SCANNER, line.path);
});
afterEach(async () => {
  await testbed.end();
  await line.end();
});

test('a code is a scan', async () => {
  await line.control({ do: 'scan', text: 'BILL-0001', aim: ']C0' });
  expect(await testbed.said.until((each) => 'scan' in each)).toEqual({
    scan: { kind: 'code', symbology: 'code128', text: 'BILL-0001' },
  });
});

test('a long code comes in several reports and is one scan', async () => {
  const text = 'https://example.test/r/'.padEnd(150, 'X');
  // One after the other, for a pseudo-terminal would hand two over as one.
  for (let part = 0; part < 3; part++) {
    await line.control({ do: 'scan', text, aim: ']Q1', part });
    await testbed.said.until(() => {
      return testbed.said.all.filter((each) => each['report'] === 64).length === part + 1;
    });
  }
  expect(await testbed.said.until((each) => 'scan' in each)).toEqual({
    scan: { kind: 'code', symbology: 'qr', text },
  });
});

test('a scanner that is pulled out is no device', async () => {
  await line.control({ do: 'unplug' });
  expect(await testbed.said.until((each) => 'state' in each)).toEqual({ state: 'noDevice' });
});
