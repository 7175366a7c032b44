/** A process of its own that opens a device, says how that went, and holds it until it is ended. */
import { systemClock } from '../../../contract/clock.ts';
import { openTcp } from '../tcp.ts';
import { openUsbPrinter } from '../usb-printer.ts';

const [kind = '', where = '', port = ''] = process.argv.slice(2);
const opened =
  kind === 'tcp'
    ? await openTcp({ host: where, port: Number(port), clock: systemClock })()
    : await openUsbPrinter({ path: where })();
process.stdout.write(`${opened.ok ? 'open' : opened.error.code}\n`);
setInterval(() => undefined, 60_000);
