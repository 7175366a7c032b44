/** Reads the virtual HID scanner with the real driver and says what it scans. */
import { systemClock } from '../../../../contract/clock.ts';
import { openHid } from '../../../transport/hid.ts';
import { NODE } from '../../../transport/testing/hid-testbed.ts';
import { createHidScanner } from '../../driver/hid-scanner.ts';

const say = (said: unknown): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

const opened = await openHid({ path: NODE })();
if (opened.ok) {
  opened.value.onReport(({ length }) => say({ report: length }));
  const scanner = createHidScanner({ transport: opened.value, clock: systemClock });
  scanner.onScan((scan) => say({ scan }));
  scanner.onState((state) => say({ state }));
  process.stdin.on('end', () => void scanner.close());
}
say({ opened: opened.ok });
process.stdin.resume();
