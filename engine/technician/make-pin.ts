/** `npm run technician-pin`: reads a PIN from standard input and writes its hash for `kiosk.json`. */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { hashPin } from './pin.ts';

const EXIT_USAGE = 64;
/** Digits are what the kiosk's keypad has; fewer than six are guessed. */
const PIN = /^[0-9]{6,12}$/u;
const KNOWN_FIRST = /^([0-9])\1+$|^0?123456/u;

/** One line; where a person types it, it is not shown. */
const readPin = async (): Promise<string> => {
  if (process.stdin.isTTY) {
    process.stderr.write('PIN (6 to 12 digits, not shown): ');
    process.stdin.setRawMode(true);
    let typed = '';
    for await (const bytes of process.stdin) {
      for (const char of (bytes as Buffer).toString('utf8')) {
        if (char === '\u0003') process.exit(130);
        if (char === '\r' || char === '\n') {
          process.stdin.setRawMode(false);
          process.stderr.write('\n');
          return typed;
        }
        typed = char === '\u007f' ? typed.slice(0, -1) : typed + char;
      }
    }
    return typed;
  }
  for await (const line of createInterface({ input: process.stdin })) return line.trim();
  return '';
};

const pin = await readPin();
if (!PIN.test(pin) || KNOWN_FIRST.test(pin)) {
  process.stderr.write('A PIN has 6 to 12 digits, not all the same and not 123456.\n');
  process.exit(EXIT_USAGE);
}
process.stdout.write(`${await hashPin(pin, (count) => randomBytes(count))}\n`);
process.exit(0);
