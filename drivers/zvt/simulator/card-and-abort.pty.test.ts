import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestBench, type TestTill } from './test-till.ts';

let bench: TestBench;
let till: TestTill;
beforeEach(() => {
  bench = new TestBench();
});
afterEach(() => bench.end());

const begin = async (...options: string[]): Promise<void> => {
  await bench.start(...options);
  till = await bench.till();
  await till.register();
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  await till.through('04 FF 01 0A');
};

test('it waits for the card that a person inserts', async () => {
  await begin();
  expect(await bench.simulator.control({ do: 'insertCard', card: 'benefit' })).toEqual({
    waiting: true,
  });
  expect((await till.until('04 0F')).found).toContain('42 45 4E 45 46 49 54');
});

test('no card in time: 6C', async () => {
  await begin('--card-wait', '100');
  expect(await till.through('06 1E')).toBe('06 1E 01 6C');
});

test('the till may call it off until the card is read', async () => {
  await begin();
  await till.send('06 B0 00');
  expect(await till.next()).toBe('80 00 00');
  expect(await till.through('06 1E')).toBe('06 1E 01 6C');
});

test('after the card is read the till is refused and the payment goes on', async () => {
  await begin();
  await bench.simulator.control({ do: 'insertCard' });
  expect(await till.next()).toBe('04 FF 01 68');
  await till.send('06 B0 00');
  expect(await till.next()).toBe('84 83 00');
  await till.send('80 00 00');
  await till.through('04 0F');
  await till.through('06 0F');
  expect((await bench.settled()).totalFils).toBe(7_850);
});

test.each([
  ['refuse', '84 83 00'],
  ['ignore', '04 FF 01 68'],
])('abort mode %s', async (mode, first) => {
  await begin();
  await bench.simulator.control({ do: 'abortMode', mode });
  await till.send('06 B0 00');
  await bench.simulator.control({ do: 'insertCard' });
  expect(await till.next()).toBe(first);
});

test('a card taken away early ends it', async () => {
  await begin();
  await bench.simulator.control({ do: 'insertCard' });
  await till.until('04 FF 01 68');
  await bench.simulator.control({ do: 'removeCard' });
  await till.send('80 00 00');
  expect(await till.through('04 0F')).toBe('04 0F 02 27 6C');
  expect(await till.through('06 1E')).toBe('06 1E 01 6C');
  expect((await bench.settled()).transactions).toEqual([]);
});

test('while a payment runs any other command is told to wait', async () => {
  await begin();
  await till.send('05 01 00');
  expect(await till.next()).toBe('84 9C 00');
  await bench.simulator.control({ do: 'insertCard' });
  await till.through('04 0F');
  await till.through('06 0F');
});
