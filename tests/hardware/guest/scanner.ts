/** HID POS scanners over hidraw: scans, a cable out, and two of one model swapped. */
import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { systemClock } from '../../../contract/clock.ts';
import type { UsbBinding } from '../../../contract/device-config.ts';
import { openPlace } from '../../../drivers/discovery/open-place.ts';
import type { Reader, Scan } from '../../../drivers/reader.ts';
import { createHidScanner } from '../../../drivers/scanner/driver/hid-scanner.ts';
import { openHid } from '../../../drivers/transport/hid.ts';
import { saw } from './checks.ts';
import {
  PORT,
  scannerA,
  scannerB,
  SCANNER_ANYWHERE,
  SCANNER_LEFT,
  SCANNER_REPORT_BYTES,
} from './devices.ts';
import { found, place } from './find.ts';
import { until } from './wait.ts';

const DEVICE = { a: '/dev/hidg0', b: '/dev/hidg1' } as const;
const REPORT = 2;
const MOST = 56;
const CONTINUES_AT = 63;
const LONG = 'https://example.com/'.repeat(9);

/** A code before the scanner: report 2 with length, AIM id, characters, more to come (readers digest). */
const scan = (device: keyof typeof DEVICE, aim: string, code: string): void => {
  const end = openSync(DEVICE[device], 'w');
  for (let at = 0; at < code.length; at += MOST) {
    const part = code.slice(at, at + MOST);
    const report = Buffer.alloc(SCANNER_REPORT_BYTES);
    report.set([REPORT, part.length, ...Buffer.from(aim + part, 'latin1')]);
    report[CONTINUES_AT] = at + MOST < code.length ? 1 : 0;
    writeSync(end, report);
  }
  closeSync(end);
};

type Near = {
  readonly scanner: Reader;
  /** The next scan that its driver tells of. */
  readonly next: () => Promise<Scan>;
};

const open = async (binding: UsbBinding): Promise<Near> => {
  const opened = await openPlace(binding, 'hid', (path) => openHid({ path })());
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.detail}`);
  const scanner = createHidScanner({ transport: opened.value, clock: systemClock });
  const scans: Scan[] = [];
  scanner.onScan((scan) => scans.push(scan));
  return { scanner, next: () => until('a scan', () => scans.shift() ?? null) };
};

export const playScanner = async (): Promise<void> => {
  scannerA.plug(PORT.left);
  const path = await found(SCANNER_LEFT, 'hid');
  saw('scanner: found as', path);
  const first = await open(SCANNER_LEFT);
  const second = await openHid({ path })();
  saw('scanner: a second opener is told', second.ok ? 'open' : second.error.code);
  scan('a', ']C1', '0123456789');
  saw('scanner: a scan', await first.next());
  scan('a', ']Q3', LONG);
  const long = await first.next();
  saw('scanner: a long one', long.kind === 'code' && long.text === LONG);

  scannerA.unplug();
  await until('the lost cable is noticed', () => first.scanner.state === 'noDevice');
  await until('its node is gone', () => !existsSync(path));
  saw('scanner: unplugged', place(SCANNER_LEFT, 'hid'));
  await first.scanner.close();

  scannerB.plug(PORT.right);
  await until('the other took its number', () => existsSync(path));
  scannerA.plug(PORT.left);
  saw('scanner: found again as', await found(SCANNER_LEFT, 'hid'));
  const back = await open(SCANNER_LEFT);
  scan('b', ']C1', 'of the other');
  scan('a', ']Q3', 'of ours');
  saw('scanner: a scan again', await back.next());
  await back.scanner.close();

  scannerA.unplug();
  scannerB.unplug();
  await until('both are gone', () => !['/dev/hidraw0', '/dev/hidraw1'].some(existsSync));
  scannerB.plug(PORT.left);
  await until('the other is in its place', () => place(SCANNER_LEFT, 'hid') !== 'noSuchDevice');
  saw('scanner: another in its place', place(SCANNER_LEFT, 'hid'));
  scannerA.plug(PORT.right);
  const moved = await found(SCANNER_ANYWHERE, 'hid');
  saw('scanner: swapped', { byPort: place(SCANNER_LEFT, 'hid'), bySerialNumber: moved });
  scannerA.unplug();
  scannerB.unplug();
};
