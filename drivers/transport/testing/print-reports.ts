/** Opens the virtual HID device and says what it hears, and how a second opening goes. */
import { createInterface } from 'node:readline';
import { openHid, type ReportTransport } from '../hid.ts';
import { NODE } from './hid-testbed.ts';

const say = (said: unknown): void => void process.stdout.write(`${JSON.stringify(said)}\n`);

const opened = await openHid({ path: NODE })();
const missing = await openHid({ path: '/dev/hidraw9' })();
say({ missing: missing.ok ? 'open' : missing.error.code });
let link: ReportTransport | null = null;
let kept: Uint8Array = new Uint8Array();
if (opened.ok) {
  link = opened.value;
  link.onReport((report) => {
    kept = report;
    say({ report: Buffer.from(report).toString('hex') });
  });
  link.onClose(() => say({ closed: true }));
}
say({ opened: opened.ok ? opened.value.device : opened.error });

const DO: Readonly<Record<string, () => Promise<void>>> = {
  again: async () => {
    const again = await openHid({ path: NODE })();
    say({ again: again.ok ? 'open' : again.error.code });
    if (again.ok) await again.value.close();
  },
  close: async () => {
    await link?.close();
    say({ isOpen: link?.isOpen });
  },
  write: async () => {
    say({ written: await link?.write(Uint8Array.of(0, 1)) });
  },
  kept: () => {
    say({ kept: Buffer.from(kept).toString('hex') });
    return Promise.resolve();
  },
};
for await (const line of createInterface(process.stdin)) await DO[line]?.();
await link?.close();
