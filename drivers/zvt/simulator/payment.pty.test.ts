import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestBench, type TestTill } from './test-till.ts';

let bench: TestBench;
let till: TestTill;
beforeEach(async () => {
  bench = new TestBench();
  await bench.start('--auto-card');
  till = await bench.till();
});
afterEach(() => bench.end());

test('a payment shows what happens, is offered, stored at our ack, and completed', async () => {
  await till.register();
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  const { found, before } = await till.until('04 0F');
  expect(before).toEqual([
    '80 00 00',
    '04 FF 01 0A',
    '04 FF 01 68',
    '04 FF 01 01',
    '04 FF 01 0E',
    '04 FF 01 04',
    '04 FF 01 4B',
  ]);
  expect(found).toMatch(/^04 0F .. 27 00 04 00 00 00 00 78 50 0B 00 00 01 /u);
  expect(await bench.simulator.control({ do: 'transactions' })).toMatchObject({
    transactions: [],
    totalFils: 0,
  });
  await till.send('80 00 00');
  expect(await till.through('06 0F')).toBe('06 0F 00');
  expect(await bench.settled()).toMatchObject({
    totalFils: 7_850,
    transactions: [{ receipt: '0001', amountFils: 7_850, kind: 'payment', status: 'stored' }],
  });
});

test('unregistered it shows nothing and still takes the payment', async () => {
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  expect((await till.until('04 0F')).before).toEqual(['80 00 00']);
});

test('registered for text it keeps the payment only when every line was answered', async () => {
  await till.send('06 00 06 00 00 00 BE 00 48');
  await till.through('06 0F');
  await till.approval();
  await till.send('80 00 00');
  await till.until('06 D1');
  await till.send('84 CC 00');
  expect(await till.through('06 1E')).toBe('06 1E 01 6C');
  expect((await bench.settled()).totalFils).toBe(0);
});

test('a currency other than BHD is refused at registration and at payment; none means EUR', async () => {
  await till.send('06 00 06 00 00 00 3E 09 78');
  expect(await till.next()).toBe('84 1E 03 6F 00 48');
  await till.send('06 01 07 04 00 00 00 00 78 50');
  expect(await till.through('06 1E')).toBe('06 1E 03 6F 00 48');
});

test('a declined one tells its code twice and stores nothing', async () => {
  await bench.simulator.control({ do: 'decline', resultCode: 0x64 });
  await till.register();
  expect(await till.approval()).toBe('04 0F 02 27 64');
  await till.send('80 00 00');
  expect(await till.through('06 1E')).toBe('06 1E 01 64');
  expect((await bench.settled()).transactions).toEqual([]);
  await till.pay();
});

test('a wrong PIN comes as a status of its own before the approval', async () => {
  await bench.simulator.control({ do: 'wrongPin' });
  await till.register();
  expect(await till.approval()).toBe('04 0F 02 27 37');
  await till.send('80 00 00');
  const { found, before } = await till.until('04 0F');
  expect(before.slice(0, 2)).toEqual(['04 FF 01 15', '04 FF 01 01']);
  expect(found).toContain('27 00 04');
});

test.each([
  ['a card number among the fields', '06 01 0D 04 00 00 00 00 78 50 49 00 48 0E 29 12', '84 A5 00'],
  ['an unknown field', '06 01 0C 04 00 00 00 00 78 50 49 00 48 C7 01', '84 83 00'],
  ['no amount', '06 01 03 49 00 48', '84 9A 00'],
  ['an amount that is no number', '06 01 0A 04 00 00 00 00 0A 50 49 00 48', '84 9A 00'],
  ['an unknown command', '06 C0 01 05', '84 83 00'],
  ['an abort when nothing runs', '06 B0 00', '80 00 00'],
])('%s', async (_name, command, answer) => {
  await till.send(command);
  expect(await till.next()).toBe(answer);
});

test('please wait: the same approval comes again until it is taken', async () => {
  await till.register();
  const first = await till.approval();
  await till.send('84 9C 00');
  expect((await till.until('04 0F')).found).toBe(first);
  await till.send('84 9C 00');
  expect((await till.until('04 0F')).found).toBe(first);
  await till.send('80 00 00');
  await till.through('06 0F');
  expect((await bench.settled()).totalFils).toBe(7_850);
});

test('please wait once more than BMP 02 allows: reversed', async () => {
  await till.send('06 01 0C 04 00 00 00 00 78 50 49 00 48 02 01');
  await till.until('04 0F');
  await till.send('84 9C 00');
  await till.until('04 0F');
  await till.send('84 9C 00');
  expect(await till.through('04 0F')).toBe('04 0F 02 27 6C');
  expect(await till.through('06 1E')).toBe('06 1E 01 6C');
  expect((await bench.settled()).transactions).toMatchObject([{ status: 'reversed' }]);
});

test('a refused approval is reversed', async () => {
  await till.register();
  await till.approval();
  await till.send('84 9A 00');
  const { found, before } = await till.until('06 1E');
  expect(before).toEqual(['04 FF 01 05']);
  expect(found).toBe('06 1E 01 6C');
  await till.send('80 00 00');
  expect(await bench.settled()).toMatchObject({ totalFils: 0 });
});

test('a partial issue keeps the smaller amount', async () => {
  await till.register();
  await till.approval();
  await till.send('84 9D 07 04 00 00 00 00 50 00');
  await till.through('06 0F');
  expect((await bench.settled()).totalFils).toBe(5_000);
});
