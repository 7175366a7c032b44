import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import type { TawasulParts } from './desk.ts';
import { createTawasulSender } from './sender.ts';
import type { WaitingMessages } from './waiting.ts';

export type StartedTawasul = {
  /** For the visit and the screen; empty where it is not offered. */
  readonly parts: { readonly tawasul?: TawasulParts };
  /** The gateway answered something. */
  readonly contact: () => void;
  readonly stop: () => Promise<void>;
};

/** Sets the sending going; without a place for the messages there is nothing of it. */
export const startTawasul = (deps: {
  readonly messages?: WaitingMessages;
  readonly config: KioskConfig;
  readonly catalogue: CatalogueStore;
  readonly gateway: Gateway;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly online: () => boolean;
  readonly onChange: () => void;
  readonly log: Log;
  readonly onBug: (cause: unknown) => void;
}): StartedTawasul => {
  const { messages: waiting, config } = deps;
  if (waiting === undefined) {
    return { parts: {}, contact: () => undefined, stop: () => Promise.resolve() };
  }
  const { retryFirstMs: firstMs, retryMostMs: mostMs } = config.timing;
  const sender = createTawasulSender({
    ...deps,
    waiting,
    retry: { firstMs, mostMs },
    paymentsWait: () => deps.journal.outbox.releasedAfter(null, 1).rows.length > 0,
    onDelivered: deps.onChange,
  });
  const base = config.tawasul?.url ?? `${config.gateway.receiptUrl.replace(/\/+$/u, '')}/tawasul`;
  sender.wake();
  return {
    parts: {
      tawasul: {
        waiting,
        wake: sender.wake,
        offered: deps.catalogue.tawasul,
        delivered: (id) => !waiting.has(id),
        urlOf: (trackingNumber) => `${base.replace(/\/+$/u, '')}/${trackingNumber}`,
        gatewayOnline: deps.online,
      },
    },
    contact: sender.contact,
    stop: sender.stop,
  };
};
