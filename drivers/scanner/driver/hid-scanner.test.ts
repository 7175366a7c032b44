import { expect, test } from 'vitest';
import type { Scan } from '../../reader.ts';
import { createManualClock, settle } from '../../transport/testing/manual-clock.ts';
import { createMemoryReports } from '../../transport/testing/memory-links.ts';
import { createHidScanner } from './hid-scanner.ts';

const report = (data: string, continues: boolean): Uint8Array => {
  const made = new Uint8Array(64);
  made.set([0x02, data.length, ...Buffer.from(`]Q1${data}`, 'latin1')]);
  made[63] = continues ? 1 : 0;
  return made;
};

const bench = (vendorId = 0x05e0) => {
  const clock = createManualClock();
  const wire = createMemoryReports({ vendorId, productId: 1 });
  const scanner = createHidScanner({ transport: wire.link, clock });
  const scans: Scan[] = [];
  scanner.onScan((scan) => scans.push(scan));
  return { clock, wire, scanner, scans };
};

test('a long code of two reports is one scan', () => {
  const { wire, scans } = bench();
  wire.deliver(report('a'.repeat(56), true));
  wire.deliver(report('b', false));
  expect(scans).toEqual([{ kind: 'code', symbology: 'qr', text: `${'a'.repeat(56)}b` }]);
});

test('a code whose rest never comes is given up', async () => {
  const { clock, wire, scans } = bench();
  wire.deliver(report('half', true));
  await clock.pass(500);
  wire.deliver(report('whole', false));
  expect(scans).toEqual([
    { kind: 'unreadable', why: 'garbled' },
    { kind: 'code', symbology: 'qr', text: 'whole' },
  ]);
});

test("Honeywell's is told to speak, no other is (readers digest: feature report 254 = 01)", async () => {
  const honeywell = bench(0x0c2e);
  const other = bench();
  await settle();
  expect(honeywell.wire.written).toEqual([Uint8Array.of(254, 1)]);
  expect(other.wire.written).toEqual([]);
});

test('a scanner that is pulled out is no device', () => {
  const { wire, scanner } = bench();
  expect(scanner.state).toBe('online');
  wire.unplug();
  expect(scanner.state).toBe('noDevice');
});
