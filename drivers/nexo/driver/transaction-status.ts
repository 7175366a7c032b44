/** TransactionStatus about one payment or reversal: the repeated response decides, not the look-up. */
import type { TerminalProblem } from '../../card-terminal.ts';
import { conditionOf, NOT_FOUND } from '../codec/conditions.ts';
import { statusRequest } from '../codec/requests.ts';
import {
  paymentResponseSchema,
  readBody,
  reversalResponseSchema,
  statusResponseSchema,
  type PaymentResponse,
  type ReversalResponse,
} from '../codec/responses.ts';
import { enquire, problem } from './exchange.ts';
import type { Reference } from './reference.ts';
import type { Session } from './session.ts';

export type StatusAnswer =
  | { readonly kind: 'payment'; readonly response: PaymentResponse }
  | { readonly kind: 'reversal'; readonly response: ReversalResponse }
  | { readonly kind: 'notFound' }
  /** It still runs, no answer, or one that proves nothing: ask again. */
  | { readonly kind: 'open'; readonly problem: TerminalProblem };

const open = (...args: Parameters<typeof problem>): StatusAnswer => ({
  kind: 'open',
  problem: problem(...args),
});

export const askStatus = async (session: Session, about: Reference): Promise<StatusAnswer> => {
  const { category, serviceId } = about;
  const said = await enquire(session, statusRequest({ category, serviceId, ...session.parties }));
  if (!said.ok) return { kind: 'open', problem: said.error };
  const body = readBody(said.value, 'TransactionStatusResponse', statusResponseSchema);
  if (body === null) return open('malformed');
  const { Result, ErrorCondition } = body.Response;
  if (Result === 'Failure') {
    if (ErrorCondition === NOT_FOUND) return { kind: 'notFound' };
    const { code } = conditionOf(ErrorCondition);
    // Some say Busy where others say InProgress (nexo digest §9).
    return ErrorCondition === 'InProgress' || ErrorCondition === 'Busy'
      ? open('busy', code)
      : open('refused', code);
  }
  const repeated = body.RepeatedMessageResponse;
  if (Result !== 'Success' || repeated === undefined) return open('malformed');
  const header = repeated.MessageHeader;
  const isAboutIt =
    header.MessageCategory === category &&
    header.ServiceID === serviceId &&
    header.SaleID === session.parties.saleId &&
    header.POIID === session.parties.poiId;
  if (!isAboutIt) {
    session.notify({ kind: 'forged', why: 'otherHeader' });
    return open('malformed');
  }
  if (category === 'Payment') {
    const response = paymentResponseSchema.safeParse(
      repeated.RepeatedResponseMessageBody.PaymentResponse,
    );
    return response.success ? { kind: 'payment', response: response.data } : open('malformed');
  }
  const response = reversalResponseSchema.safeParse(
    repeated.RepeatedResponseMessageBody.ReversalResponse,
  );
  return response.success ? { kind: 'reversal', response: response.data } : open('malformed');
};
