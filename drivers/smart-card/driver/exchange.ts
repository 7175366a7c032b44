import type { Clock } from '../../../contract/clock.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { followUp, readResponse, type CardResponse } from '../codec/apdu.ts';
import type { PcscCard } from './pcsc-api.ts';

/** A card answers in a fraction of this, waiting-time extensions included. */
const ANSWER_MS = 5_000;
/** 61xx and 6Cxx after one another; a card that goes on is broken. */
const MOST_FOLLOW_UPS = 4;

const withinTime = (
  answer: Promise<Uint8Array>,
  clock: Clock,
): Promise<Result<Uint8Array, { readonly code: 'noAnswer' }>> =>
  new Promise((resolve) => {
    const cancel = clock.after(ANSWER_MS, () => resolve(fail({ code: 'noAnswer' })));
    answer.then(
      (bytes) => {
        cancel();
        resolve(ok(bytes));
      },
      () => {
        cancel();
        resolve(fail({ code: 'noAnswer' }));
      },
    );
  });

/** One command and its whole response, T=0's further commands included. */
export const exchange = async (
  card: PcscCard,
  command: Uint8Array,
  clock: Clock,
): Promise<Result<CardResponse, { readonly code: 'noAnswer' | 'malformed' }>> => {
  let next = command;
  for (let round = 0; ; round++) {
    const answered = await withinTime(card.transmit(next), clock);
    if (!answered.ok) return answered;
    const response = readResponse(answered.value);
    if (response === null) return fail({ code: 'malformed' });
    const more = followUp(next, response);
    if (more === null || round === MOST_FOLLOW_UPS) return ok(response);
    next = more;
  }
};
