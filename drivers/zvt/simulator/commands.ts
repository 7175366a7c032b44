import { diagnosis, endOfDay, repeatReceipt, statusEnquiry } from './administration.ts';
import { authorise } from './payment.ts';
import { logOff, register } from './registration.ts';
import { reverse } from './reversal.ts';
import type { Handler } from './terminal.ts';

/** Everything this terminal understands; the rest is answered `84 83 00`. `06 B0` is the terminal's own. */
export const COMMANDS: ReadonlyMap<number, Handler> = new Map<number, Handler>([
  [0x0501, statusEnquiry],
  [0x0600, register],
  [0x0601, authorise],
  [0x0602, logOff],
  [0x0620, repeatReceipt],
  [0x0630, reverse],
  [0x0650, endOfDay],
  [0x0670, diagnosis],
]);
