import type { ReceiptMessageId } from '../../contract/receipt-message.ts';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { Gateway, GatewayFailure } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { createWaitingSender } from '../waiting/sender.ts';
import type { MessagesParts } from './desk.ts';
import type { WaitingReceiptMessages } from './waiting.ts';

export type StartedMessages = {
  /** For the visit and the screen; empty where nothing can be sent. */
  readonly parts: { readonly sending?: MessagesParts };
  /** The gateway answered something. */
  readonly contact: () => void;
  readonly stop: () => Promise<void>;
};

/** A payment that has not been posted by then never will be; nor does anybody wait for its message. */
const PATIENCE_MS = 14 * 24 * 60 * 60_000;

/** Sets the sending going; without a place for what waits there is nothing of it. */
export const startMessages = (deps: {
  readonly receiptMessages?: WaitingReceiptMessages;
  readonly config: KioskConfig;
  readonly catalogue: CatalogueStore;
  readonly gateway: Pick<Gateway, 'sendReceiptMessage'>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly onChange: () => void;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): StartedMessages => {
  const { receiptMessages: waiting, config, clock } = deps;
  if (waiting === undefined) {
    return { parts: {}, contact: () => undefined, stop: () => Promise.resolve() };
  }
  const { retryFirstMs: firstMs, retryMostMs: mostMs } = config.timing;
  /** What central will not take now it will not take later; what it does not know yet, it may. */
  const isHopeless = (error: GatewayFailure, { askedAt }: { readonly askedAt: string }): boolean =>
    error.kind === 'problem' &&
    (['badRequest', 'documentDiffers', 'tooMany'].includes(error.code) ||
      (error.code === 'notFound' && clock.wallMs() - Date.parse(askedAt) > PATIENCE_MS));
  /** Of this run, for whoever still stands before the screen. */
  const refused = new Set<ReceiptMessageId>();
  const sender = createWaitingSender({
    ...deps,
    name: 'receiptMessage',
    waiting,
    send: deps.gateway.sendReceiptMessage,
    isHopeless,
    retry: { firstMs, mostMs },
    paymentsWait: () => deps.journal.outbox.releasedAfter(null, 1).rows.length > 0,
    onDelivered: deps.onChange,
    onGivenUp: (id) => refused.add(id),
  });
  sender.wake();
  return {
    parts: {
      sending: {
        waiting,
        wake: sender.wake,
        channels: deps.catalogue.messages,
        refused: (id) => refused.has(id),
      },
    },
    contact: sender.contact,
    stop: sender.stop,
  };
};
