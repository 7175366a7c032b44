import { message } from './apdu.ts';
import { CARDS, type CardName } from './cards.ts';
import { ascii, bcd, container, lllvar, readFields, tlv } from './fields.ts';
import type { EndOfDay } from './memory.ts';
import { endOfDayLines, RECEIPT, textMessages } from './receipt-text.ts';
import { endOfDayStatus, statusInformation } from './status-information.ts';
import type { Handler, Terminal } from './terminal.ts';

const STATUS_INFORMATION = 0x040f;
/** What is said where nothing is stored; no document establishes it (ZVT digest §5.6). */
const NOTHING_STORED = 0x83;
const NOT_POSSIBLE = 0x77;
/** End of day due, memory full (ZVT digest §10, "Terminal status"). */
const CURED_BY_END_OF_DAY = [0xf0, 0xb1];

/** `05 01 [<pw> [03 <service>] …]`; the fields of its Completion have no BMP number (ZVT digest §5.8). */
export const statusEnquiry: Handler = async (terminal, data) => {
  const fields = readFields(data.subarray(3));
  const service = typeof fields === 'string' ? 0 : (fields.get(0x03)?.[0] ?? 0);
  await terminal.operate(async () => {
    const version = (service & 0x02) !== 0 ? [] : lllvar(ascii('KHIDMA PT 1.0'));
    const { settings, registration } = terminal;
    const further =
      (service & 0x04) !== 0 && registration.knowsTlv
        ? container(tlv(0x1f44, bcd(settings.terminalId, 4)))
        : [];
    await terminal.complete(...version, settings.status, ...further);
  });
};

/** `06 20 <pw> [03 <service>]`: with 01 in the service byte, the last transaction's `04 0F` again. */
export const repeatReceipt: Handler = async (terminal, data) => {
  const fields = data.length < 3 ? 'malformed' : readFields(data.subarray(3));
  if (typeof fields === 'string') return terminal.refuse(fields === 'unknownField' ? 0x83 : 0x9a);
  const service = fields.get(0x03)?.[0] ?? 0;
  await terminal.operate(async () => {
    const copy = lastStatus(terminal, terminal.registration.knowsTlv || fields.has(0x06));
    if (copy === null) return terminal.abort(NOTHING_STORED);
    if ((service & 0x01) !== 0) await terminal.say(message(STATUS_INFORMATION, ...copy));
    await terminal.complete();
  });
};

const lastStatus = (terminal: Terminal, withTlv: boolean): readonly number[] | null => {
  const { last } = terminal.memory.content.terminal;
  if (last === null) return null;
  const { currency, terminalId, merchantNumber } = terminal.settings;
  if (last.kind === 'endOfDay') return endOfDayStatus(last.endOfDay, currency);
  return statusInformation(last.transaction, CARDS[last.transaction.card], {
    terminalId,
    merchantNumber,
    currency,
    withTlv,
  });
};

/** `06 50 <pw>`: totals, then an empty turnover store; nothing of that day can be reversed any more. */
export const endOfDay: Handler = async (terminal, data) => {
  if (data.length < 3) return terminal.refuse(0x9a);
  await terminal.operate(async (operation) => {
    const { settings, memory, registration } = terminal;
    const refusal = terminal.mishaps.take('refuseEndOfDay');
    if (refusal !== null) return terminal.abort(Number(refusal['resultCode'] ?? NOT_POSSIBLE));
    if (settings.status !== 0 && !CURED_BY_END_OF_DAY.includes(settings.status))
      return terminal.abort(settings.status);
    await terminal.show(0x04);
    await terminal.pace();
    if (operation.isDead()) return;
    const day = totals(terminal, memory.nextTrace());
    const reply = await terminal.say(
      message(STATUS_INFORMATION, ...endOfDayStatus(day, settings.currency)),
    );
    if (operation.isDead()) return;
    if (reply.kind !== 'positive') return terminal.abort(NOT_POSSIBLE);
    memory.closeDay(day);
    settings.status = 0;
    // Both 02 and 04 of the config byte are one wish here: the till's text.
    if (registration.wantsReceiptText)
      for (const text of textMessages(
        endOfDayLines(day, settings.terminalId),
        RECEIPT.administration,
        registration,
      ))
        await terminal.say(text);
    await terminal.complete();
  });
};

const totals = (terminal: Terminal, trace: number): EndOfDay => {
  const { turnover } = terminal.memory.content.terminal;
  const { date, time } = terminal.now();
  const kept = turnover.filter(({ kind, status }) => kind === 'payment' && status === 'stored');
  const cards = Object.keys(CARDS) as CardName[];
  return {
    trace,
    date,
    time,
    receipts: turnover.map(({ receipt }) => receipt),
    totals: cards.map((card) => {
      const own = kept.filter((each) => each.card === card);
      return { card, count: own.length, sumFils: own.reduce((sum, e) => sum + e.amountFils, 0) };
    }),
  };
};

/** `06 70`: the terminal tells its date and time on the way (ZVT digest §5.7). */
export const diagnosis: Handler = async (terminal) => {
  await terminal.operate(async () => {
    await terminal.pace();
    const { fullDate, time } = terminal.now();
    await terminal.say(message(0x0401, 0xaa, ...bcd(fullDate, 3), 0x0c, ...bcd(time, 3)));
    await terminal.complete();
  });
};
