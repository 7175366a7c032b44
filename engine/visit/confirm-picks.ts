/** What was chosen, checked against limits, what was paid here, and what may be sold just now. */
import { isBilled } from '../../contract/catalogue.ts';
import { sumFils } from '../../contract/money.ts';
import type { NoticeKind } from '../../contract/view.ts';
import { amountAccepted, paidHereAt, type Again } from '../payments/guard.ts';
import { offlineRefusal, type OfflineFacts } from './offline-sale.ts';
import {
  choiceOf,
  type Found,
  type FoundBills,
  type Pick,
  type Picks,
  type Position,
} from './position.ts';
import { offlineFacts, type SaleDeps } from './sale-deps.ts';

export const refusal = (
  kind: NoticeKind,
  found: Found,
  more: { readonly paidAtMs?: number; readonly retry?: Position | null } = {},
): Position => ({
  at: 'notice',
  kind,
  service: found.service,
  paidAtMs: more.paidAtMs ?? null,
  ...(found.reference === '' ? {} : { reference: found.reference }),
  back: choiceOf(found),
  retry: more.retry ?? null,
});

/** What was looked up may be looked up again; of an amount that somebody set there is nothing to look up. */
export const lookAgain = (found: Found): Position | null => {
  if (found.source.kind === 'citizen' || !isBilled(found.service)) return null;
  const { service, reference } = found;
  return 'dues' in found
    ? { at: 'findingDues', session: found.dues.session }
    : { at: 'searching', service, reference };
};

/** In fils. */
export const totalOf = (chosen: Pick['chosen']): ReturnType<typeof sumFils> =>
  sumFils(chosen.map(({ amountFils }) => amountFils));

/** All that is chosen of one service, in fils: of two accounts it is one sum. */
const ofService = (picks: Picks, { service }: Found): ReturnType<typeof sumFils> =>
  totalOf(picks.flatMap(({ found, chosen }) => (found.service.id === service.id ? chosen : [])));

/** What was looked up says itself what is left of a bill that is paid in parts. */
const againOf = ({ service, source }: Found): Again | undefined =>
  service.partial !== undefined && source.kind === 'lookedUp'
    ? { kind: 'whileDue' }
    : service.again;

/** The first of them that may not be sold while the gateway is away, and why; `null`: all may. */
export const refusedOffline = (
  picks: Picks,
  facts: OfflineFacts,
): { readonly found: Found; readonly why: NoticeKind } | null => {
  for (const { found } of picks) {
    const why = offlineRefusal(found, ofService(picks, found), facts);
    if (why !== null) return { found, why };
  }
  // A service's room is within the kiosk's: where one has room for all of it, the kiosk has.
  const rooms = picks.map(({ found }) => facts.exposure.room(found.service));
  const all = picks.reduce((sum, { chosen }) => sum + totalOf(chosen), 0);
  return Math.max(...rooms) < all ? { found: picks[0].found, why: 'exposureCap' } : null;
};

/** The chosen bills, on to the confirmation or why not; `null`: one of them was not found. */
export const chooseBills = (
  found: FoundBills,
  billIds: readonly string[],
  deps: SaleDeps,
): Position | null => {
  const chosen = found.bills.filter((bill) => billIds.includes(bill.billId));
  return chosen.length === new Set(billIds).size ? confirmPicks([{ found, chosen }], deps) : null;
};

/** Bills, or a part of one, on to the confirmation or why not. */
export const confirmPicks = (picks: Picks, deps: SaleDeps): Position => {
  const totalFils = totalOf(picks.flatMap(({ chosen }) => chosen));
  const { limits } = deps.config;
  for (const { found, chosen } of picks) {
    if (!amountAccepted(ofService(picks, found), found.service.limitFils, limits))
      return refusal('amountNotAccepted', found);
    const billIds = chosen.map(({ billId }) => billId);
    const paidAtMs = paidHereAt(deps.journal, billIds, deps.clock.wallMs(), againOf(found));
    if (paidAtMs !== null) return refusal('alreadyPaidHere', found, { paidAtMs });
  }
  if (!amountAccepted(totalFils, totalFils, limits))
    return refusal('amountNotAccepted', picks[0].found);
  const willQueue = !deps.gatewayOnline();
  const refused = willQueue ? refusedOffline(picks, offlineFacts(deps)) : null;
  if (refused !== null)
    return refusal(refused.why, refused.found, { retry: lookAgain(refused.found) });
  return { at: 'confirm', picks, totalFils, willQueue };
};
