import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestBench, type TestTill } from './test-till.ts';

let bench: TestBench;
let till: TestTill;
beforeEach(async () => {
  bench = new TestBench();
  await bench.start('--auto-card', '--t2', '500', '--approval-wait', '1500');
  till = await bench.till();
});
afterEach(() => bench.end());

test('without any ACK it repeats twice', async () => {
  await till.send('05 01 00');
  for (let sending = 0; sending < 3; sending++) expect(await till.next(null)).toBe('80 00 00');
});

test('our serial ACK never comes: three sendings, then reversed in silence', async () => {
  await till.register();
  await till.send('06 01 0A 04 00 00 00 00 78 50 49 00 48');
  await till.through('04 FF 01 4B');
  const sendings = [await till.next(null), await till.next(null), await till.next(null)];
  expect(new Set(sendings).size).toBe(1);
  expect(sendings[0]).toContain('04 0F');
  expect((await bench.settled()).transactions).toMatchObject([{ status: 'reversed' }]);
  expect(till.port.unread).toEqual([]);
});

test('unplugged after the approval: reversed; plugged in again it answers', async () => {
  await till.approval();
  await bench.simulator.control({ do: 'unplug' });
  await till.port.closed;
  expect((await bench.settled()).transactions).toMatchObject([{ status: 'reversed' }]);
  await bench.simulator.control({ do: 'plug' });
  const again = await bench.till();
  await again.send('05 01 00');
  await again.through('06 0F');
});
