/** A process of its own that reaches for PC/SC and says what came of it. */
import { openPcsc } from '../../driver/pcsc-service.ts';

const opened = await openPcsc();
process.stdout.write(`${JSON.stringify(opened.ok ? 'open' : opened.error)}\n`);
if (opened.ok) await opened.value.close();
