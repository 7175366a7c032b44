import type { TawasulTrouble } from '../../contract/tawasul-view.ts';
import type { Gateway, GatewayFailure } from '../gateway/client.ts';
import type { TawasulPlace } from './place.ts';
import type { WaitingMessages } from './waiting.ts';

const whyNot = (error: GatewayFailure): TawasulTrouble => {
  if (error.kind !== 'problem') return error.kind;
  if (error.code === 'notFound') return 'unknown';
  return error.code === 'rateLimited' ? 'tooManyTries' : 'trouble';
};

/** Asks central how a message stands; what it does not know may still wait here. */
export const askAfter = async (
  asking: Extract<TawasulPlace, { at: 'asking' }>,
  deps: {
    readonly gateway: Pick<Gateway, 'findSuggestion'>;
    readonly tawasul?: { readonly waiting: WaitingMessages };
  },
): Promise<TawasulPlace> => {
  const { trackingNumber } = asking;
  const answer = await deps.gateway.findSuggestion(trackingNumber);
  if (answer.ok) return { at: 'status', status: answer.value };
  const back: TawasulPlace = { at: 'follow', problem: null };
  const waiting = deps.tawasul?.waiting;
  const here = waiting?.ids().some((id) => waiting.read(id)?.trackingNumber === trackingNumber);
  if (here === true) return { at: 'trouble', why: 'waitsHere', back, retry: asking };
  const why = whyNot(answer.error);
  return { at: 'trouble', why, back, retry: why === 'unknown' ? null : asking };
};
