import { afterEach, beforeEach, expect, test } from 'vitest';
import { hex, toHex, type RawPort } from '../../simulator-kit/raw-port.ts';
import { TestPrinter } from './test-printer.ts';

let bench: TestPrinter;
let port: RawPort;
beforeEach(async () => {
  bench = new TestPrinter();
  port = await bench.start();
});
afterEach(() => bench.end());

const ask = async (question: string, size: number): Promise<string> => {
  await port.write(hex(question));
  return toHex(await port.read(size));
};
const ALL = '10 04 01 10 04 02 10 04 03 10 04 04';
const FENCE = '1D 28 48 06 00 30 30 30 30 34 32';
const CLEAR = '10 14 08 01 03 14 01 06 02 08';

test('§18: the fence, and cover open with the roll near its end', async () => {
  expect(await ask(FENCE, 7)).toBe('37 22 30 30 34 32 00');
  expect(await ask(ALL, 4)).toBe('12 12 12 12');
  await bench.simulator.control({ do: 'paper', state: 'low' });
  await bench.simulator.control({ do: 'cover', open: true });
  expect(await ask(ALL, 4)).toBe('1A 16 12 1E');
  await bench.simulator.control({ do: 'cover', open: false });
  expect(await ask('1D 61 0A', 4)).toBe('10 00 03 00');
  await bench.simulator.control({ do: 'cover', open: true });
  expect(toHex(await port.read(4))).toBe('38 00 03 00');
});

test('automatic status tells only what was asked for', async () => {
  expect(await ask('1D 61 08', 4)).toBe('10 00 00 00');
  await bench.simulator.control({ do: 'cover', open: true });
  await bench.simulator.control({ do: 'paper', state: 'low' });
  expect(toHex(await port.read(4))).toBe('38 00 03 00');
  expect(port.unread).toEqual([]);
});

test('ESC @ and a power cycle end the automatic status', async () => {
  await ask('1D 61 0A', 4);
  await port.write(hex('1B 40'));
  expect(await ask(FENCE, 7)).toBe('37 22 30 30 34 32 00');
  await bench.simulator.control({ do: 'paper', state: 'out' });
  await bench.simulator.control({ do: 'paper', state: 'full' });
  expect(port.unread).toEqual([]);
});

test.each([
  [{ do: 'paper', state: 'out' }, '1A 32 12 72'],
  [{ do: 'fault', state: 'cutter' }, '1A 52 1A 12'],
  [{ do: 'fault', state: 'unrecoverable' }, '1A 52 32 12'],
  [{ do: 'fault', state: 'headHot' }, '1A 52 52 12'],
])('%j: offline, queued questions unanswered, real-time ones answered', async (fault, shown) => {
  await bench.simulator.control(fault);
  expect(await ask(`${FENCE} 1D 72 01 ${ALL}`, 4)).toBe(shown);
  expect(port.unread).toEqual([]);
});

test('cutter jam: over only when the cause is gone and recovery is asked for', async () => {
  await bench.simulator.control({ do: 'fault', state: 'cutter' });
  expect(await ask('10 05 01 10 04 03', 1)).toBe('1A');
  await bench.simulator.control({ do: 'fault', state: 'none' });
  expect(await ask('10 04 03', 1)).toBe('1A');
  expect(await ask('10 05 02 10 04 03', 1)).toBe('12');
});

test('an unrecoverable error lasts until power-off, a hot head only while it is hot', async () => {
  await bench.simulator.control({ do: 'fault', state: 'headHot' });
  await bench.simulator.control({ do: 'fault', state: 'none' });
  expect(await ask('10 04 03', 1)).toBe('12');
  await bench.simulator.control({ do: 'fault', state: 'unrecoverable' });
  await bench.simulator.control({ do: 'fault', state: 'none' });
  expect(await ask(`${CLEAR} 10 04 03`, 4)).toBe('37 25 00 32');
  await bench.simulator.control({ do: 'powerCycle' });
  expect(await ask('10 04 03', 1)).toBe('12');
});

test('a status request inside a picture is answered and still is picture', async () => {
  expect(await ask(`1D 76 30 00 01 00 03 00 10 04 04 ${FENCE}`, 8)).toBe('12 37 22 30 30 34 32 00');
});

test('who it is, paper, and the size of a QR code', async () => {
  expect(await ask('1D 49 43', 18)).toBe(toHex([0x5f, ...Buffer.from('TM-T20 SIMULATOR'), 0]));
  await bench.simulator.control({ do: 'paper', state: 'low' });
  expect(await ask('1D 72 01', 1)).toBe('03');
  const small = '1D 28 6B 04 00 31 50 30 41 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 52 30';
  expect(await ask(small, 13)).toBe('37 36 31 32 36 1F 31 32 36 1F 31 1F 30');
});

test('mute says nothing; late, split and interrupted answers are still whole', async () => {
  await bench.simulator.control({ do: 'mute', on: true });
  await port.write(hex(FENCE));
  for (let executed: unknown = 0; executed !== 11;)
    executed = (await bench.simulator.control({ do: 'state' }))['executed'];
  await bench.simulator.control({ do: 'mute', on: false });
  await bench.simulator.control({ do: 'splitAnswers' });
  await bench.simulator.control({ do: 'flowBytesInAnswers' });
  await bench.simulator.control({ do: 'delayAnswers', ms: 5 });
  expect(await ask(FENCE.replace('32', '33'), 9)).toBe('37 22 13 11 30 30 34 33 00');
});

test('unplugged: the port closes; plugged in again the same printer answers', async () => {
  await ask('1D 61 0A', 4);
  await bench.simulator.control({ do: 'unplug' });
  await port.closed;
  await bench.simulator.control({ do: 'paper', state: 'low' });
  await bench.simulator.control({ do: 'plug' });
  port = await bench.open();
  expect(await ask('10 04 04', 1)).toBe('1E');
});
