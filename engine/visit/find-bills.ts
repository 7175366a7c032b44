import { askedFor } from '../../contract/asked-for.ts';
import type { BilledService } from '../../contract/catalogue.ts';
import { checkReference, joinReference } from '../../contract/digits.ts';
import type { Clock } from '../../contract/clock.ts';
import type { Gateway, GatewayFailure } from '../gateway/client.ts';
import type { SignedBill } from '../../contract/signed-bill.ts';
import type { NoticeKind } from '../../contract/view.ts';
import { askAgain, askFor, type Position } from './position.ts';

type Asking = Extract<Position, { at: 'reference' }>;

/** What was typed, as a step of the visit: the same question with what is wrong, the next one, or the search. */
export const readReference = (asking: Asking, typed: string): Position => {
  const { service, earlier } = asking;
  const rules = askedFor(service);
  const rule = rules[earlier.length] ?? service.reference;
  const checked = checkReference(typed, rule);
  if (!checked.ok) return { ...asking, problem: checked.error };
  const entered = [...earlier, checked.value];
  return entered.length < rules.length
    ? askFor(service, entered)
    : { at: 'searching', service, reference: joinReference(entered) };
};

export const noticeFor = (failure: GatewayFailure): { kind: NoticeKind; retry: boolean } => {
  if (failure.kind === 'away') return { kind: 'gatewayAway', retry: true };
  if (failure.kind === 'trouble') return { kind: 'gatewayTrouble', retry: true };
  switch (failure.code) {
    case 'unknownReference':
    case 'notFound':
      return { kind: 'unknownReference', retry: false };
    case 'rateLimited':
      return { kind: 'tooManyTries', retry: true };
    default:
      return { kind: 'gatewayTrouble', retry: true };
  }
};

/** Looks the bills up; every end is a position the person can read. */
export const findBills = async (
  step: Extract<Position, { at: 'searching' }>,
  deps: {
    readonly gateway: Gateway;
    readonly clock: Clock;
    /** The bill of a scanned code without the gateway, or why not. */
    readonly bySignedCode: (service: BilledService, signed: SignedBill) => Position;
  },
): Promise<Position> => {
  const { service, reference } = step;
  const back = askAgain(service, reference);
  const notice = (kind: NoticeKind, retry: boolean): Position => ({
    at: 'notice',
    kind,
    service,
    paidAtMs: null,
    reference,
    back,
    retry: retry ? step : null,
  });
  const answer = await deps.gateway.searchBills(service.id, reference);
  if (!answer.ok) {
    if (answer.error.kind === 'away' && step.signed !== undefined) {
      return deps.bySignedCode(service, step.signed);
    }
    const { kind, retry } = noticeFor(answer.error);
    return notice(kind, retry);
  }
  const { payerName, bills } = answer.value;
  if (bills.length === 0) return notice('nothingDue', false);
  return {
    at: 'bills',
    found: {
      service,
      reference,
      payerName,
      bills,
      source: { kind: 'lookedUp', atMs: deps.clock.monotonicMs() },
    },
  };
};
