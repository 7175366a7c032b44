/** Reads the virtual stripe reader with the real driver and says what it makes of each swipe. */
import { systemClock } from '../../../../contract/clock.ts';
import { openHid } from '../../../transport/hid.ts';
import { NODE } from '../../../transport/testing/hid-testbed.ts';
import { createMagstripeReader } from '../../driver/magstripe-reader.ts';

const say = (said: unknown): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

const opened = await openHid({ path: NODE })();
if (opened.ok) {
  const reader = createMagstripeReader({ transport: opened.value, clock: systemClock });
  opened.value.onReport((report) => say({ empty: report.every((byte) => byte === 0) }));
  reader.onScan((scan) => say({ scan }));
  reader.onState((state) => say({ state }));
  process.stdin.on('end', () => void reader.close());
}
say({ opened: opened.ok });
process.stdin.resume();
