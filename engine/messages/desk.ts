import type { Service } from '../../contract/catalogue.ts';
import type { Clock } from '../../contract/clock.ts';
import type { IntentProblem } from '../../contract/engine-api.ts';
import { makeUuid7, type PaymentId, type RandomBytes } from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import {
  MOST_RECEIPT_MESSAGES,
  receiptMessageIdSchema,
  receiptMessageSchema,
  type MessageChannel,
  type ReceiptMessageId,
} from '../../contract/receipt-message.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { Journal } from '../journal/journal.ts';
import type { Payment } from '../payments/fold.ts';
import type { Position } from '../visit/position.ts';
import { outcomeKind } from '../visit/outcome.ts';
import { maskAddress, readAddress } from './address.ts';
import type { SentMessage } from './sent-message.ts';
import type { WaitingReceiptMessages } from './waiting.ts';

/** What the visit is given of it; absent: no receipt is sent. */
export type MessagesParts = {
  readonly waiting: WaitingReceiptMessages;
  /** A request was stored. */
  readonly wake: () => void;
  /** By what, as the catalogue says. */
  readonly channels: () => readonly MessageChannel[];
  /** Central will not send it, e.g. to a number that no phone has. */
  readonly refused: (id: ReceiptMessageId) => boolean;
};

/** What a receipt may be sent by now; nothing where the money was not taken, or not yet for certain. */
export const channelsFor = (
  payment: Payment,
  sent: readonly SentMessage[],
  messages: MessagesParts | undefined,
): readonly MessageChannel[] => {
  const kind = outcomeKind(payment);
  const certain = kind === 'paid' || kind === 'queued';
  return certain && sent.length < MOST_RECEIPT_MESSAGES ? (messages?.channels() ?? []) : [];
};

/** Whether something of it comes again, so that people may ask to be reminded of it. */
export const canRemind = (payment: Payment, services: readonly Service[]): boolean =>
  payment.lines.some(
    ({ serviceId }) => services.find(({ id }) => id === serviceId)?.reminders === true,
  );

/** The receipt by text message or e-mail: by what, to where, and stored before it is said. */
export const createMessageDesk = (deps: {
  readonly sending?: MessagesParts;
  readonly journal: Pick<Journal, 'payment' | 'personal'>;
  readonly catalogue: Pick<CatalogueStore, 'services'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly language: () => Language;
  readonly position: () => Position;
  readonly moveTo: (position: Position) => void;
}): {
  readonly open: () => IntentProblem | null;
  readonly by: (channel: MessageChannel, remind: boolean) => IntentProblem | null;
  readonly to: (typed: string) => IntentProblem | null;
} => {
  const { sending: messages, journal, moveTo } = deps;

  const offered = (id: PaymentId, sent: readonly SentMessage[]): readonly MessageChannel[] => {
    const payment = journal.payment(id);
    return payment === null ? [] : channelsFor(payment, sent, messages);
  };

  const comesAgain = (id: PaymentId): boolean => {
    const payment = journal.payment(id);
    return payment !== null && canRemind(payment, deps.catalogue.services());
  };

  return {
    open: () => {
      const position = deps.position();
      if (position.at !== 'outcome') return 'notOnThisScreen';
      const { paymentId, sent = [] } = position;
      const [first, ...more] = offered(paymentId, sent);
      if (first === undefined) return 'notAllowed';
      const asks = more.length > 0 || comesAgain(paymentId);
      const channel = asks ? null : first;
      moveTo({ at: 'sendReceipt', paymentId, sent, channel, remind: false, problem: null });
      return null;
    },
    by: (channel, remind) => {
      const position = deps.position();
      if (position.at !== 'sendReceipt') return 'notOnThisScreen';
      if (!offered(position.paymentId, position.sent).includes(channel)) return 'notAllowed';
      moveTo({ ...position, channel, remind, problem: null });
      return null;
    },
    to: (typed) => {
      const position = deps.position();
      if (position.at !== 'sendReceipt' || position.channel === null) return 'notOnThisScreen';
      const { paymentId, sent, channel, remind } = position;
      const slipCode = journal.personal(paymentId)?.slipCode;
      if (messages === undefined || slipCode === undefined) return 'notAllowed';
      const to = readAddress(channel, typed);
      if (to === null) {
        const problem = typed.trim() === '' ? 'empty' : 'unreadable';
        moveTo({ ...position, problem });
        return null;
      }
      const nowMs = deps.clock.wallMs();
      const messageId = receiptMessageIdSchema.parse(makeUuid7(nowMs, deps.random));
      const askedAt = new Date(nowMs).toISOString();
      const language = deps.language();
      const content = receiptMessageSchema.parse({
        ...{ paymentId, slipCode, to },
        ...{ language, remind, askedAt },
      });
      if (!messages.waiting.put(messageId, content).ok) {
        moveTo({ ...position, problem: 'notStored' });
        return null;
      }
      messages.wake();
      const done: SentMessage = { messageId, channel, masked: maskAddress(to) };
      moveTo({ at: 'outcome', paymentId, sent: [...sent, done] });
      return null;
    },
  };
};
