import { sleep } from '../../../contract/clock.ts';
import { message } from './apdu.ts';
import { CARDS } from './cards.ts';
import { readBcd } from './fields.ts';
import type { Transaction } from './memory.ts';
import type { Operation } from './operation.ts';
import { RECEIPT, receiptLines, textMessages } from './receipt-text.ts';
import { failedStatus, statusInformation, type StatusOptions } from './status-information.ts';
import type { Terminal } from './terminal.ts';

const STATUS_INFORMATION = 0x040f;
const PLEASE_WAIT = 0x9c;
const PARTIAL_ISSUE = 0x9d;
const ABORTED = 0x6c;
const SENDING_REVERSAL = 0x05;

export type OfferTerms = Pick<StatusOptions, 'currency' | 'withTlv'> & {
  /** BMP 01 and 02 of the command, where given. */
  readonly replyMs: number;
  readonly mostWaits: number;
};

type Answer =
  | { readonly kind: 'accepted'; readonly amountFils: number }
  | { readonly kind: 'taken back'; readonly tell: 'abort' | 'statusAndAbort' | 'nothing' };

/**
 * Offers an open transaction to the till and keeps or reverses it by the till's answer: rule (a) of
 * ZVT digest §12.1, rule (b) where the till registered for receipt text.
 */
export const offer = async (
  terminal: Terminal,
  operation: Operation,
  transaction: Transaction,
  terms: OfferTerms,
): Promise<void> => {
  const { memory, mishaps } = terminal;
  const lost = mishaps.take('loseApproval');
  const answer: Answer =
    lost === null
      ? await untilAnswered(terminal, operation, transaction, terms)
      : { kind: 'taken back', tell: lost['abort'] === true ? 'abort' : 'nothing' };
  if (operation.isDead()) return;
  if (answer.kind === 'taken back') {
    memory.reverse(transaction);
    return tellTakenBack(terminal, answer.tell);
  }
  const silent = mishaps.take('loseReplyAfterApproval') !== null;
  const failing = silent ? null : mishaps.take('abortAfterApproval');
  // What it takes back by itself never becomes the last transaction.
  if (failing !== null && failing['stored'] !== true) memory.reverse(transaction);
  else memory.store(transaction, answer.amountFils);
  if (silent) return;
  if (failing !== null) return terminal.abort(Number(failing['resultCode'] ?? 0xff));
  await terminal.pace();
  await terminal.complete();
};

const untilAnswered = async (
  terminal: Terminal,
  operation: Operation,
  transaction: Transaction,
  terms: OfferTerms,
): Promise<Answer> => {
  const { mishaps, settings, clock } = terminal;
  const wrongAmount = mishaps.take('wrongAmount') === null ? 0 : 1;
  const unknown = mishaps.take('unknownBmp');
  const information = message(
    STATUS_INFORMATION,
    ...statusInformation(
      { ...transaction, amountFils: transaction.amountFils + wrongAmount },
      CARDS[transaction.card],
      {
        terminalId: settings.terminalId,
        merchantNumber: settings.merchantNumber,
        currency: terms.currency,
        withTlv: terms.withTlv,
        fullPan: mishaps.take('fullPan') !== null,
        unknownBmp: unknown === null ? null : unknown['first'] === true ? 'first' : 'last',
      },
    ),
  );
  let sendAgain = mishaps.take('sendTwice') !== null;
  for (let waits = 0; ;) {
    const reply = await terminal.say(information, terms.replyMs);
    if (reply.kind === 'linkFailed') return { kind: 'taken back', tell: 'nothing' };
    if (reply.kind === 'noReply') return { kind: 'taken back', tell: 'abort' };
    if (reply.kind === 'positive') {
      if (sendAgain) {
        sendAgain = false;
        continue;
      }
      return afterReceiptText(terminal, operation, transaction);
    }
    const part = reply.data[0] === 0x04 ? readBcd(reply.data.subarray(1, 7)) : NaN;
    if (reply.errorId === PARTIAL_ISSUE && part <= transaction.amountFils)
      return { kind: 'accepted', amountFils: part };
    if (reply.errorId !== PLEASE_WAIT) return { kind: 'taken back', tell: 'abort' };
    waits += 1;
    if (waits > terms.mostWaits) return { kind: 'taken back', tell: 'statusAndAbort' };
    await sleep(clock, settings.againMs);
    if (operation.isDead()) return { kind: 'taken back', tell: 'nothing' };
  }
};

/** Rule (b): every text must be answered positively before the payment is kept. */
const afterReceiptText = async (
  terminal: Terminal,
  operation: Operation,
  transaction: Transaction,
): Promise<Answer> => {
  const { registration, settings, mishaps } = terminal;
  const accepted: Answer = { kind: 'accepted', amountFils: transaction.amountFils };
  if (!registration.wantsReceiptText) return accepted;
  const lines = receiptLines(transaction, settings.terminalId);
  for (const [index, text] of textMessages(lines, RECEIPT.customer, registration).entries()) {
    // `after` texts got through; the next one does not.
    const lost = mishaps.peek('loseText')?.['after'] === index ? mishaps.take('loseText') : null;
    if (lost !== null)
      return { kind: 'taken back', tell: lost['abort'] === true ? 'abort' : 'nothing' };
    if (mishaps.peek('rebootAtText')?.['after'] === index) {
      mishaps.take('rebootAtText');
      // Not awaited: the restart waits for what runs, which is this.
      void terminal.reboot();
      return { kind: 'taken back', tell: 'nothing' };
    }
    await terminal.pace();
    const reply = await terminal.say(text);
    if (operation.isDead()) return { kind: 'taken back', tell: 'nothing' };
    if (reply.kind !== 'positive')
      return { kind: 'taken back', tell: reply.kind === 'linkFailed' ? 'nothing' : 'abort' };
    operation.textsAnswered += 1;
  }
  return accepted;
};

const tellTakenBack = async (
  terminal: Terminal,
  tell: 'abort' | 'statusAndAbort' | 'nothing',
): Promise<void> => {
  if (tell === 'nothing') return;
  await terminal.show(SENDING_REVERSAL);
  await terminal.pace();
  if (tell === 'statusAndAbort')
    await terminal.say(message(STATUS_INFORMATION, ...failedStatus(ABORTED)));
  await terminal.abort(ABORTED);
};
