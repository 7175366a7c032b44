/** After a bank card was swiped, its number is nowhere in the memory of the program that read it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HidTestbed } from '../../transport/testing/hid-testbed.ts';
import { SimulatedLine } from '../../transport/testing/simulated-line.ts';
import { MASK } from './testing/own-memory.ts';
import { MAGTEK } from './testing/reader.ts';

const SIMULATOR = new URL('../simulator/main.ts', import.meta.url);
const PROGRAM = new URL('testing/search-memory.ts', import.meta.url);

let line: SimulatedLine;
let testbed: HidTestbed;

beforeEach(async () => {
  line = new SimulatedLine();
  await line.start(SIMULATOR);
  testbed = new HidTestbed();
});
afterEach(async () => {
  await testbed.end();
  await line.end();
});

const onTrack = {
  1: (number: string) => `%B${number}^TEST/CARD^31012010000000000000?`,
  2: (number: string) => `;${number}=31012010000000000?`,
  3: (number: string) => `;01${number}=72472410000000000000?`,
};

test.each([
  { number: '4929123412341238', tracks: [1, 2, 3] },
  { number: '374245455400126', tracks: [2] },
  { number: '5425233430109903', tracks: [3] },
] as const)('of $number on tracks $tracks nothing stays', async ({ number, tracks }) => {
  const masked = Buffer.from(number, 'latin1').map((byte) => byte ^ MASK);
  await testbed.start(PROGRAM, MAGTEK, line.path, Buffer.from(masked).toString('hex'));
  // The search finds what is there, and its own copies of it.
  expect(testbed.said.all[0]?.['found']).toBeGreaterThan(0);
  const texts = Object.fromEntries(tracks.map((track) => [track, onTrack[track](number)]));
  await line.control({ do: 'swipe', tracks: texts });
  expect(await testbed.said.until((each) => 'kind' in each)).toEqual({
    kind: 'bankCard',
    characters: 0,
    digits: 0,
  });
});
