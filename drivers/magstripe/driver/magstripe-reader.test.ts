import { expect, test } from 'vitest';
import type { Scan } from '../../reader.ts';
import { createManualClock } from '../../transport/testing/manual-clock.ts';
import { createMemoryReports } from '../../transport/testing/memory-links.ts';
import { createMagstripeReader } from './magstripe-reader.ts';

const report = (track2: string): Uint8Array => {
  const made = new Uint8Array(337);
  made[4] = track2.length;
  made.set(Buffer.from(track2, 'latin1'), 117);
  return made;
};

const bench = () => {
  const wire = createMemoryReports();
  const reader = createMagstripeReader({ transport: wire.link, clock: createManualClock() });
  const scans: Scan[] = [];
  reader.onScan((scan) => scans.push(scan));
  return { wire, reader, scans };
};

test('a staff card is passed on, of a bank card nothing but that it was one', () => {
  const { wire, scans } = bench();
  wire.deliver(report(';0042=7?'));
  wire.deliver(report(';4111111111111111=31012010000000000?'));
  expect(scans).toEqual([{ kind: 'staffCard', track: '0042=7' }, { kind: 'bankCard' }]);
});

test('whoever listens behind the driver sees an empty report', () => {
  const { wire } = bench();
  const seen: Uint8Array[] = [];
  wire.link.onReport((each) => seen.push(each.slice()));
  wire.deliver(report(';4111111111111111=31012010000000000?'));
  expect(seen).toEqual([new Uint8Array(337)]);
});

test('a reader that is pulled out is no device', () => {
  const { wire, reader } = bench();
  expect(reader.state).toBe('online');
  wire.unplug();
  expect(reader.state).toBe('noDevice');
});
