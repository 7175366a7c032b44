import { message } from './apdu.ts';
import { authorisationCode } from './cards.ts';
import { readBcd } from './fields.ts';
import type { Transaction } from './memory.ts';
import { offer } from './offer.ts';
import { dateAndTime, readCommandFields, termsOf } from './payment.ts';
import { failedStatus } from './status-information.ts';
import type { Handler, Terminal } from './terminal.ts';

const ALREADY_REVERSED = 0xb4;
const NOT_POSSIBLE = 0xb5;

/** `06 30 <pw> 87 <receipt> [04] [49] …` (ZVT digest §5.5): only what is in the turnover store. */
export const reverse: Handler = async (terminal, data) => {
  const fields = data.length < 3 ? 0x9a : readCommandFields(data.subarray(3));
  if (typeof fields === 'number') return terminal.refuse(fields);
  const receipt = fields.get(0x87);
  if (receipt === undefined) return terminal.refuse(0x9a);
  const amount = fields.get(0x04);
  const terms = termsOf(terminal, fields);
  await terminal.operate(async (operation) => {
    const { settings, memory } = terminal;
    if (settings.status !== 0) return terminal.abort(settings.status);
    const original = find(terminal, readBcd(receipt), amount && readBcd(amount));
    await terminal.show(0x0e);
    await terminal.pace();
    if (operation.isDead()) return;
    if (typeof original === 'number') {
      await terminal.say(message(0x040f, ...failedStatus(original)));
      return terminal.abort(original);
    }
    await terminal.show(0x04);
    await terminal.pace();
    if (operation.isDead()) return;
    const transaction = memory.open(
      {
        amountFils: original.amountFils,
        kind: 'reversal',
        originalTrace: original.trace,
        card: original.card,
        ...dateAndTime(terminal),
      },
      (trace) => authorisationCode(settings.seed, trace),
    );
    await offer(terminal, operation, transaction, terms);
  });
};

/** The payment, or the result code that refuses it. */
const find = (
  terminal: Terminal,
  receipt: number,
  amountFils: number | undefined,
): Transaction | number => {
  const { turnover } = terminal.memory.content.terminal;
  const found = turnover.findLast((each) => each.receipt === receipt && each.kind === 'payment');
  if (found === undefined) return NOT_POSSIBLE;
  if (found.status === 'reversed') return ALREADY_REVERSED;
  return amountFils !== undefined && amountFils !== found.amountFils ? NOT_POSSIBLE : found;
};
