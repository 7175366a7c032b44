/**
 * Reads the virtual stripe reader with the real driver; after the first swipe it searches its own memory for the
 * card's number, given masked, as characters and as digits. Before, that the search finds what is there.
 */
import { systemClock } from '../../../../contract/clock.ts';
import { openHid } from '../../../transport/hid.ts';
import { NODE } from '../../../transport/testing/hid-testbed.ts';
import { createMagstripeReader } from '../../driver/magstripe-reader.ts';
import { countInMemory, MASK } from './own-memory.ts';

const say = (said: unknown): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

const masked = Uint8Array.from(Buffer.from(process.argv[2] ?? '', 'hex'));
const maskedDigits = masked.map((byte) => ((byte ^ MASK) - 0x30) ^ MASK);

const planted = new Uint8Array(new ArrayBuffer(masked.length));
masked.forEach((byte, i) => (planted[i] = byte ^ MASK));
const found = countInMemory(masked);
planted.fill(0);

const opened = await openHid({ path: NODE })();
if (opened.ok) {
  const reader = createMagstripeReader({ transport: opened.value, clock: systemClock });
  reader.onScan(({ kind }) => {
    // Once everybody who saw the report has returned.
    setImmediate(() =>
      say({ kind, characters: countInMemory(masked), digits: countInMemory(maskedDigits) }),
    );
  });
  process.stdin.on('end', () => void reader.close());
}
say({ opened: opened.ok, found });
process.stdin.resume();
