import type { EndOfDayOutcome, EndOfDayTotals } from '../../card-terminal.ts';
import { filsOf } from '../codec/amount.ts';
import { conditionOf } from '../codec/conditions.ts';
import { CURRENCY, reconciliationRequest, totalsRequest } from '../codec/requests.ts';
import { readBody, totalsResponseSchema, type TotalsResponse } from '../codec/responses.ts';
import { ask, enquire, problem } from './exchange.ts';
import type { Session } from './session.ts';

/** What adds to the merchant's money and what takes from it; declined and failed ones do neither. */
const SIGN: Readonly<Record<string, 1 | -1>> = {
  Debit: 1,
  ReverseCredit: 1,
  Credit: -1,
  ReverseDebit: -1,
};

/** Payments counted and the net sum in fils; `null` where an amount cannot be read. */
export const totalsOf = (session: Session, said: TotalsResponse): EndOfDayTotals | null => {
  if (said.TransactionTotals === undefined) return null;
  let count = 0;
  let totalFils = 0;
  for (const group of said.TransactionTotals) {
    if ((group.PaymentCurrency ?? CURRENCY) !== CURRENCY) {
      session.notify({ kind: 'otherCurrency' });
      continue;
    }
    for (const { TransactionType, TransactionCount, TransactionAmount } of group.PaymentTotals ??
      []) {
      const sign = Object.hasOwn(SIGN, TransactionType) ? SIGN[TransactionType] : undefined;
      if (sign === undefined) continue;
      const fils = filsOf(TransactionAmount);
      if (fils === null) return null;
      totalFils += sign * fils;
      if (TransactionType === 'Debit') count += TransactionCount;
    }
  }
  return { count, totalFils, traceFirst: null, traceLast: null };
};

/** Read before it closes: not every terminal repeats them when it does. */
const readTotals = async (session: Session): Promise<EndOfDayTotals | null> => {
  const said = await enquire(session, totalsRequest());
  const body = said.ok ? readBody(said.value, 'GetTotalsResponse', totalsResponseSchema) : null;
  return body?.Response.Result === 'Success' ? totalsOf(session, body) : null;
};

/** Closes the terminal's period (nexo digest §8, Totals). */
export const closeDay = async (session: Session): Promise<EndOfDayOutcome> => {
  const before = await readTotals(session);
  const answer = await ask(session, reconciliationRequest(), {
    serviceId: session.nextServiceId(),
    answerMs: session.timers.paymentMs,
  });
  switch (answer.kind) {
    case 'notSent':
      return answer;
    case 'unbegun':
      return { kind: 'refused', resultCode: answer.resultCode };
    case 'unknown':
      return { kind: 'inDoubt', problem: answer.problem };
    case 'notDelivered':
    case 'empty':
      return { kind: 'inDoubt', problem: problem('malformed') };
    case 'answered': {
      const body = readBody(answer.members, 'ReconciliationResponse', totalsResponseSchema);
      if (body === null) return { kind: 'inDoubt', problem: problem('malformed') };
      const { Result, ErrorCondition } = body.Response;
      if (Result === 'Success' && ErrorCondition === undefined)
        return { kind: 'closed', totals: totalsOf(session, body) ?? before };
      const { code, meaning } = conditionOf(ErrorCondition);
      return Result === 'Failure' && meaning !== 'unknown' && meaning !== 'unfinished'
        ? { kind: 'refused', resultCode: code }
        : { kind: 'inDoubt', problem: problem('malformed', code) };
    }
  }
};
