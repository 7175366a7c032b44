import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestBench, type TestTill } from './test-till.ts';

let bench: TestBench;
let till: TestTill;
beforeEach(async () => {
  bench = new TestBench();
  await bench.start('--auto-card');
  till = await bench.till();
  await till.register();
});
afterEach(() => bench.end());

const COPY = '06 20 05 00 00 00 03 03';
const reversalOf = (receipt: string, amount = '00 00 00 00 78 50'): string =>
  `06 30 10 00 00 00 87 ${receipt} 04 ${amount} 49 00 48`;

test('registration tells terminal and currency; log-off ends statuses and TLV', async () => {
  await till.send('06 00 06 00 00 00 3E 00 48');
  expect(await till.through('06 0F')).toBe('06 0F 0A 19 00 29 40 00 12 34 49 00 48');
  await till.send('06 02 00');
  expect(await till.next()).toBe('80 00 00');
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  const { found, before } = await till.until('04 0F');
  expect(before).toEqual(['80 00 00']);
  expect(found).not.toContain('2F 0C');
});

test('status: with and without the software version, and what it was set to', async () => {
  await till.send('05 01 05 00 00 00 03 02');
  expect(await till.through('06 0F')).toBe('06 0F 01 00');
  await bench.simulator.control({ do: 'status', value: 0xdf });
  await till.send('05 01 00');
  expect(await till.through('06 0F')).toMatch(/^06 0F 11 F0 F1 F3 (.. ){13}DF$/u);
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  expect(await till.through('06 1E')).toBe('06 1E 01 DF');
});

test('busy: no answer to anything, until it is over', async () => {
  await bench.simulator.control({ do: 'busy', on: true });
  await till.send('05 01 00');
  await bench.simulator.control({ do: 'busy', on: false });
  expect(till.port.unread).toEqual([]);
  await till.send('05 01 00');
  await till.through('06 0F');
});

test('diagnosis tells date and time on the way', async () => {
  await till.send('06 70 00');
  expect(await till.through('04 01')).toMatch(/^04 01 08 AA .. .. .. 0C .. .. ..$/u);
  expect(await till.through('06 0F')).toBe('06 0F 00');
});

test('nothing stored: no copy', async () => {
  await till.send(COPY);
  expect(await till.through('06 1E')).toBe('06 1E 01 83');
});

test('a reversal takes a payment back once, by receipt and amount', async () => {
  await till.pay();
  await till.send(reversalOf('00 02'));
  expect(await till.through('04 0F')).toBe('04 0F 02 27 B5');
  expect(await till.through('06 1E')).toBe('06 1E 01 B5');
  await till.send(reversalOf('00 01', '00 00 00 00 78 51'));
  await till.through('04 0F 02 27 B5');
  await till.through('06 1E');
  await till.send(reversalOf('00 01'));
  expect(await till.through('04 0F')).toMatch(
    /27 00 04 00 00 00 00 78 50 0B 00 00 02 37 00 00 01/u,
  );
  await till.through('06 0F');
  expect(await bench.settled()).toMatchObject({
    totalFils: 0,
    transactions: [
      { kind: 'payment', status: 'reversed' },
      { kind: 'reversal', status: 'stored', originalTrace: '000001' },
    ],
  });
  await till.send(reversalOf('00 01'));
  await till.through('04 0F 02 27 B4');
  expect(await till.through('06 1E')).toBe('06 1E 01 B4');
});

test('a reversal we refuse leaves the payment standing', async () => {
  await till.pay();
  await till.send(reversalOf('00 01'));
  await till.until('04 0F');
  await till.send('84 9A 00');
  await till.through('06 1E');
  expect((await bench.settled()).totalFils).toBe(7_850);
});

test('the reply to a reversal is lost: it happened, and the copy says so', async () => {
  await till.pay();
  await bench.simulator.control({ do: 'loseReplyAfterApproval' });
  await till.send(reversalOf('00 01'));
  const reversal = await till.through('04 0F');
  expect((await bench.settled()).totalFils).toBe(0);
  await till.send(COPY);
  expect(await till.through('04 0F')).toBe(reversal);
  await till.through('06 0F');
});

test('after the end of day nothing of it can be reversed, and it is the last receipt', async () => {
  await till.pay();
  await till.send('06 50 03 00 00 00');
  const totals = await till.through('04 0F');
  expect(totals).toMatch(/27 00 04 00 00 00 00 78 50 60 F0 F5 F3 00 01 00 01/u);
  await till.through('06 0F');
  await till.send(reversalOf('00 01'));
  await till.through('04 0F 02 27 B5');
  await till.through('06 1E');
  await till.send(COPY);
  expect(await till.through('04 0F')).toBe(totals);
  await till.through('06 0F');
  expect((await bench.settled()).totalFils).toBe(7_850);
});
