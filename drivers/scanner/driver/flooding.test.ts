/** Mishap: the scanner floods us. */
import { expect, test } from 'vitest';
import type { Scan } from '../../reader.ts';
import { createManualClock } from '../../transport/testing/manual-clock.ts';
import { createMemoryBytes } from '../../transport/testing/memory-links.ts';
import { createSerialScanner } from './serial-scanner.ts';

const bench = () => {
  const clock = createManualClock();
  const wire = createMemoryBytes();
  const scans: Scan[] = [];
  createSerialScanner({ transport: wire.link, clock }).onScan((scan) => scans.push(scan));
  return { clock, scans, say: (text: string) => wire.deliver(Buffer.from(text)) };
};

test('a code that stays before the scanner is one scan, and a new one after it was away', async () => {
  const { clock, scans, say } = bench();
  for (let i = 0; i < 100; i++) {
    say('BILL-1\r');
    await clock.pass(200);
  }
  expect(scans).toHaveLength(1);
  await clock.pass(1_500);
  say('BILL-1\r');
  expect(scans).toHaveLength(2);
});

test('a thousand different codes a second are a few scans, and the next person is served', async () => {
  const { clock, scans, say } = bench();
  for (let i = 0; i < 1_000; i++) {
    say(`NONSENSE-${i}\r`);
    await clock.pass(1);
  }
  expect(scans.length).toBeLessThanOrEqual(6);
  await clock.pass(500);
  say('BILL-7\r');
  expect(scans.at(-1)).toEqual({ kind: 'code', symbology: null, text: 'BILL-7' });
});

test('a flood of unreadable codes is thinned out too', () => {
  const { scans, say } = bench();
  for (let i = 0; i < 1_000; i++) say(`\u0000${i}\r`);
  expect(scans).toEqual([{ kind: 'unreadable', why: 'garbled' }]);
});
