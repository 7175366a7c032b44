import type { Gateway } from '../gateway/client.ts';
import { createWaitingSender, type WaitingSender } from '../waiting/sender.ts';
import type { WaitingMessages } from './waiting.ts';

export type TawasulSender = WaitingSender;

type Rest = Omit<Parameters<typeof createWaitingSender>[0], 'name' | 'waiting' | 'send'>;

/** Sends every waiting message until central acknowledges it. */
export const createTawasulSender = ({
  waiting,
  gateway,
  ...rest
}: Rest & {
  readonly waiting: WaitingMessages;
  readonly gateway: Pick<Gateway, 'sendSuggestion'>;
}): TawasulSender =>
  createWaitingSender({ ...rest, name: 'tawasul', waiting, send: gateway.sendSuggestion });
