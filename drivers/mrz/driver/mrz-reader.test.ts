import { expect, test } from 'vitest';
import type { Scan } from '../../reader.ts';
import { createManualClock } from '../../transport/testing/manual-clock.ts';
import { createMemoryBytes } from '../../transport/testing/memory-links.ts';
import { createMrzReader } from './mrz-reader.ts';

const SPECIMEN = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];

const bench = () => {
  const clock = createManualClock(Date.parse('2026-11-22T09:00:00Z'));
  const wire = createMemoryBytes();
  const reader = createMrzReader({ transport: wire.link, clock });
  const scans: Scan[] = [];
  reader.onScan((scan) => scans.push(scan));
  const say = (lines: readonly string[]): void =>
    wire.deliver(Buffer.from(lines.map((line) => `${line}\r`).join(''), 'latin1'));
  return { clock, wire, reader, scans, say };
};

test('a card is a scan at once, and one while it lies there', async () => {
  const { clock, scans, say } = bench();
  for (let i = 0; i < 5; i++) {
    say(SPECIMEN);
    await clock.pass(700);
  }
  expect(scans).toMatchObject([{ kind: 'identityCard', documentNumber: 'D23145890' }]);
});

test('a misread card says so once nothing more comes, half a card too', async () => {
  const { clock, scans, say } = bench();
  say([SPECIMEN[0] ?? '', (SPECIMEN[1] ?? '').replace('740812', '740813'), SPECIMEN[2] ?? '']);
  await clock.pass(499);
  expect(scans).toEqual([]);
  await clock.pass(1);
  expect(scans).toEqual([{ kind: 'unreadable', why: 'checkDigit' }]);
  say(SPECIMEN.slice(0, 2));
  await clock.pass(500);
  expect(scans.at(-1)).toEqual({ kind: 'unreadable', why: 'garbled' });
});

test('half of one card and the rest of another are no card', async () => {
  const { clock, scans, say } = bench();
  say(SPECIMEN.slice(0, 1));
  await clock.pass(500);
  say(SPECIMEN.slice(1));
  await clock.pass(500);
  expect(scans.map(({ kind }) => kind)).toEqual(['unreadable']);
});

test('a reader that is pulled out is no device', () => {
  const { reader, wire } = bench();
  expect(reader.state).toBe('online');
  wire.unplug();
  expect(reader.state).toBe('noDevice');
});
