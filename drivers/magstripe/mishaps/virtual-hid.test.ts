/** Real node-hid and the real driver before the simulated stripe reader (virtual-devices digest §2). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HidTestbed } from '../../transport/testing/hid-testbed.ts';
import { SimulatedLine } from '../../transport/testing/simulated-line.ts';
import { MAGTEK } from './testing/reader.ts';

const MAIN = new URL('../simulator/main.ts', import.meta.url);
const PROGRAM = new URL('testing/print-swipes.ts', import.meta.url);
const CANARY = '4929123412341238';

let line: SimulatedLine;
let testbed: HidTestbed;

beforeEach(async () => {
  line = new SimulatedLine();
  await line.start(MAIN);
  testbed = new HidTestbed();
  await testbed.start(PROGRAM, MAGTEK, line.path);
});
afterEach(async () => {
  await testbed.end();
  await line.end();
});

test("a staff card's track is passed on", async () => {
  await line.control({ do: 'swipe', tracks: { 1: '%STAFF/0042?', 2: ';0042=7?' } });
  expect(await testbed.said.until((each) => 'scan' in each)).toEqual({
    scan: { kind: 'staffCard', track: '0042=7' },
  });
});

test('of a bank card nothing leaves the driver but that it was one', async () => {
  const tracks = {
    1: `%B${CANARY}^TEST/CARD^31012010000000000000?`,
    2: `;${CANARY}=31012010000000000?`,
  };
  await line.control({ do: 'swipe', tracks });
  await testbed.said.until((each) => 'scan' in each);
  await testbed.said.until((each) => 'empty' in each);
  await line.control({ do: 'unplug' });
  await testbed.said.until((each) => 'state' in each);
  expect(testbed.said.all.slice(1)).toEqual(
    expect.arrayContaining([
      { scan: { kind: 'bankCard' } },
      { empty: true },
      { state: 'noDevice' },
    ]),
  );
  expect(await testbed.end()).toBe(0);
  expect(testbed.everything).not.toContain(CANARY);
  expect(testbed.everything).not.toContain(CANARY.slice(6, 15));
});
