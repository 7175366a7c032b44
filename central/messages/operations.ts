import parsePhone from 'libphonenumber-js/mobile';
import { z } from 'zod';
import {
  receiptMessageIdSchema,
  receiptMessageSchema,
  receiptMessageTakenSchema,
  type MessageAddress,
} from '../../contract/receipt-message.ts';
import { json } from '../http/answer.ts';
import { type RouteDeps, SIGNED } from '../http/app.ts';
import { type Operation, operation } from '../http/operation.ts';
import { answers } from '../http/zod-contract.ts';
import { problem } from '../problems.ts';
import type { ReminderDeps } from '../reminders/record.ts';
import type { MessageSeal } from './seal.ts';
import { recordMessage } from './record.ts';

const PROBLEM = { notPosted: 'notFound', differs: 'documentDiffers', tooMany: 'tooMany' } as const;

/** A number that no mobile phone of its country can have would only cost money. */
const isReachable = ({ channel, address }: MessageAddress): boolean =>
  channel === 'email' || parsePhone(address)?.isValid() === true;

/** Receipts by text message and e-mail. */
export const messageOperations = ({
  db,
  store,
  clock,
  services,
  seal,
  reminders,
}: RouteDeps & {
  readonly seal: MessageSeal;
  readonly reminders: ReminderDeps;
}): readonly Operation[] => [
  operation({
    method: 'PUT',
    path: '/v1/receipt-messages/:messageId',
    schema: {
      operationId: 'putReceiptMessage',
      summary: 'Send a posted payment’s receipt; the same again gets the same answer',
      security: SIGNED,
      params: z.object({ messageId: receiptMessageIdSchema }),
      body: receiptMessageSchema,
      response: answers({ 200: ['Taken', receiptMessageTakenSchema] }, [
        'badRequest',
        'notAuthenticated',
        'notFound',
        'documentDiffers',
        'tooMany',
      ]),
    },
    handle: async ({ kioskId, params: { messageId }, body }) => {
      if (!isReachable(body.to)) return problem('badRequest', 'no such mobile number');
      const taken = await recordMessage(
        { db, store, services, seal, reminders },
        kioskId,
        messageId,
        body,
        clock.wallMs(),
      );
      return taken.ok
        ? json(receiptMessageTakenSchema, taken.value)
        : problem(PROBLEM[taken.error]);
    },
  }),
];
