import { afterEach, beforeEach, expect, test } from 'vitest';
import { hex } from '../../simulator-kit/raw-port.ts';
import { frame } from './framing.ts';
import { TestBench, type TestTill } from './test-till.ts';

let bench: TestBench;
let till: TestTill;
beforeEach(async () => {
  bench = new TestBench();
  await bench.start('--auto-card');
  till = await bench.till();
});
afterEach(() => bench.end());

const STATUS = '05 01 05 00 00 00 03 02';
const statusFrame = frame(Uint8Array.from(hex(STATUS)));

test('the digest’s payment command, byte for byte on the wire, gets ACK and ack', async () => {
  await till.port.write(hex('10 02 06 01 0A 04 00 00 00 01 10 10 25 49 00 48 10 03 8B 93'));
  expect(await till.port.read(1)).toEqual([0x06]);
  expect(await till.next()).toBe('80 00 00');
  expect((await till.until('04 0F')).found).toContain('04 00 00 00 01 10 25');
});

test('a frame with a wrong CRC gets NAK and is not processed', async () => {
  await till.port.write(hex('10 02 05 01 00 10 03 00 00'));
  expect(await till.port.read(1)).toEqual([0x15]);
  await till.send(STATUS);
  expect(await till.next()).toBe('80 00 00');
});

test('a length that does not fit gets NAK', async () => {
  await till.port.write(frame(Uint8Array.of(0x05, 0x01, 0x03, 0x00)));
  expect(await till.port.read(1)).toEqual([0x15]);
});

test('a frame that stops in the middle gets NAK when T1 has run out', async () => {
  await till.port.write(statusFrame.slice(0, 6));
  expect(await till.port.read(1)).toEqual([0x15]);
  await till.send(STATUS);
});

test('its own frame, broken once, comes again after our NAK', async () => {
  await bench.simulator.control({ do: 'badCrc' });
  await till.send(STATUS);
  expect(await till.next()).toBe('malformed');
  expect(await till.next()).toBe('80 00 00');
});

test('after three NAKs it gives up', async () => {
  await till.send(STATUS);
  for (let sending = 0; sending < 3; sending++) expect(await till.next(0x15)).toBe('80 00 00');
  await till.send('06 20 05 00 00 00 03 03');
  expect(await till.next()).toBe('80 00 00');
  expect(await till.next()).toBe('06 1E 01 83');
});

test('a copy of a command, its ACK lost, is processed once', async () => {
  await bench.simulator.control({ do: 'loseAck' });
  await till.port.write(statusFrame);
  expect(await till.next(null)).toBe('80 00 00');
  await till.port.write(statusFrame);
  expect(await till.port.read(1)).toEqual([0x06]);
  expect(await till.next()).toBe('80 00 00');
  expect(await till.next()).toBe('06 0F 01 00');
  await till.send('80 00 00');
  expect(till.port.unread).toEqual([]);
});

test('deaf: neither ACK nor anything else for so many frames', async () => {
  await bench.simulator.control({ do: 'deaf', times: 2 });
  for (let sending = 0; sending < 3; sending++) await till.port.write(statusFrame);
  expect(await till.port.read(1)).toEqual([0x06]);
  expect(await till.next()).toBe('80 00 00');
});

test('a good frame answered by NAK', async () => {
  await bench.simulator.control({ do: 'nak' });
  await till.port.write(statusFrame);
  expect(await till.port.read(1)).toEqual([0x15]);
});

test('frames in single bytes, the long length form, garbage between', async () => {
  await bench.simulator.control({ do: 'splitFrames', times: 2 });
  await bench.simulator.control({ do: 'longLength' });
  await bench.simulator.control({ do: 'garbage', hex: '00FF1041' });
  expect(await till.port.read(4)).toEqual([0x00, 0xff, 0x10, 0x41]);
  await till.send(STATUS);
  expect(await till.next()).toBe('80 00 00');
  expect(await till.next()).toBe('06 0F FF 01 00 00');
});
