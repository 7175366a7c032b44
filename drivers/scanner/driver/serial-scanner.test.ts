import { expect, test } from 'vitest';
import type { Scan } from '../../reader.ts';
import { createManualClock, type ManualClock } from '../../transport/testing/manual-clock.ts';
import { createMemoryBytes } from '../../transport/testing/memory-links.ts';
import { createSerialScanner } from './serial-scanner.ts';

const bench = () => {
  const clock: ManualClock = createManualClock();
  const wire = createMemoryBytes();
  const scanner = createSerialScanner({ transport: wire.link, clock });
  const scans: Scan[] = [];
  scanner.onScan((scan) => scans.push(scan));
  const say = (text: string): void => wire.deliver(Buffer.from(text, 'latin1'));
  return { clock, wire, scanner, scans, say };
};

test('codes in pieces are scans, once each', () => {
  const { scans, say } = bench();
  for (const piece of ['BILL', '-1\r', '\n]Q1ht', 'tps://x.test\r\n']) say(piece);
  expect(scans).toEqual([
    { kind: 'code', symbology: null, text: 'BILL-1' },
    { kind: 'code', symbology: 'qr', text: 'https://x.test' },
  ]);
});

test('half a code does not become the start of the next one', async () => {
  const { clock, scans, say } = bench();
  say('BILL-00');
  await clock.pass(500);
  say('BILL-0002\r');
  expect(scans).toEqual([
    { kind: 'unreadable', why: 'garbled' },
    { kind: 'code', symbology: null, text: 'BILL-0002' },
  ]);
});

test('noise without end is told of once it stops, not remembered', async () => {
  const { clock, scans, wire, say } = bench();
  for (let i = 0; i < 20; i++) wire.deliver(new Uint8Array(10_000).fill(0x41));
  say('\r');
  await clock.pass(1_000);
  say('BILL-0003\r');
  expect(scans).toEqual([
    { kind: 'unreadable', why: 'tooLong' },
    { kind: 'code', symbology: null, text: 'BILL-0003' },
  ]);
});

test('a scanner that is pulled out is no device, and says nothing more', () => {
  const { scanner, wire, scans } = bench();
  const states: string[] = [];
  scanner.onState((state) => states.push(state));
  expect(scanner.state).toBe('online');
  wire.unplug();
  wire.deliver(Buffer.from('BILL-1\r'));
  expect(states).toEqual(['noDevice']);
  expect(scans).toEqual([]);
});

test('a link that is gone without a word is found out', async () => {
  const clock = createManualClock();
  const { link } = createMemoryBytes();
  let open = true;
  const transport = {
    ...link,
    get isOpen() {
      return open;
    },
    onClose: () => () => undefined,
  };
  const scanner = createSerialScanner({ transport, clock });
  expect(scanner.state).toBe('online');
  open = false;
  await clock.pass(1_000);
  expect(scanner.state).toBe('noDevice');
});
