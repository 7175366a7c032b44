import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import { makeSlipCode, type PaymentId, type RandomBytes } from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import { sumFils } from '../../contract/money.ts';
import type { HoldResponse } from '../../contract/gateway.ts';
import type { NoticeKind } from '../../contract/view.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Gateway } from '../gateway/client.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { IntentRequest } from '../payments/card-payments.ts';
import { sha256Hex } from '../payments/documents.ts';
import { aboveCaps, amountAccepted, paidHereAt } from '../payments/guard.ts';
import type { Found, Position } from './position.ts';

export type PrepareDeps = {
  readonly config: KioskConfig;
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly gatewayOnline: () => boolean;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  readonly random: RandomBytes;
  readonly crash: CrashPoint;
};

type Confirm = Extract<Position, { at: 'confirm' }>;

const refusal = (
  kind: NoticeKind,
  found: Found,
  more: { readonly paidAtMs?: number; readonly retry?: Position } = {},
): Position => ({
  at: 'notice',
  kind,
  service: found.service,
  paidAtMs: more.paidAtMs ?? null,
  back: { at: 'bills', found },
  retry: more.retry ?? null,
});

/** The chosen bills checked against limits and what was paid here: to the confirmation, or why not. */
export const chooseBills = (
  found: Found,
  billIds: readonly string[],
  deps: PrepareDeps,
): Position | null => {
  const chosen = found.bills.filter((bill) => billIds.includes(bill.billId));
  if (chosen.length !== new Set(billIds).size) return null;
  const totalFils = sumFils(chosen.map((bill) => bill.amountFils));
  if (!amountAccepted(totalFils, found.service.limitFils, deps.config.limits)) {
    return refusal('amountNotAccepted', found);
  }
  const paidAtMs = paidHereAt(deps.journal, billIds);
  if (paidAtMs !== null) return refusal('alreadyPaidHere', found, { paidAtMs });
  return { at: 'confirm', found, chosen, totalFils, willQueue: !deps.gatewayOnline() };
};

/** May this be sold while the gateway is away? The reason why not, or `null`. */
const offlineRefusal = (step: Confirm, deps: PrepareDeps): NoticeKind | null => {
  const rule = step.found.service.offline;
  if (rule.kind === 'never') return 'gatewayAway';
  const ageMs = deps.clock.monotonicMs() - step.found.foundAtMs;
  if (ageMs > rule.validForSeconds * 1_000) return 'lookupExpired';
  if (!deps.trusted.plausible()) return 'gatewayAway';
  return aboveCaps(deps.journal, step.totalFils, deps.config.limits, deps.clock)
    ? 'gatewayAway'
    : null;
};

/**
 * The last checks and the hold. Either a ready intent, or the position to show instead: a notice, or
 * the confirmation again where the gateway left in between and the person must know it first.
 */
export const prepareIntent = async (
  step: Confirm,
  paymentId: PaymentId,
  language: Language,
  deps: PrepareDeps,
): Promise<{ readonly request: IntentRequest } | { readonly instead: Position }> => {
  const { found, chosen, totalFils } = step;
  const { service } = found;
  let hold: HoldResponse | null = null;

  deps.crash('hold.before');
  const held = await deps.gateway.hold({
    paymentId,
    bills: chosen.map(({ billId, amountFils }) => ({ serviceId: service.id, billId, amountFils })),
  });
  deps.crash('hold.after');
  if (held.ok) {
    if (held.value.paymentId !== paymentId) {
      return { instead: refusal('gatewayTrouble', found, { retry: step }) };
    }
    hold = held.value;
  } else if (held.error.kind === 'problem') {
    switch (held.error.code) {
      case 'billHeld':
        return { instead: refusal('billHeld', found, { retry: step }) };
      case 'billNotDue':
      case 'unknownReference':
        return {
          instead: refusal('billChanged', found, {
            retry: { at: 'searching', service, reference: found.reference },
          }),
        };
      default:
        return { instead: refusal('gatewayTrouble', found, { retry: step }) };
    }
  } else if (held.error.kind === 'trouble') {
    return { instead: refusal('gatewayTrouble', found, { retry: step }) };
  } else {
    const why = offlineRefusal(step, deps);
    if (why !== null) return { instead: refusal(why, found, { retry: step }) };
    if (!step.willQueue) return { instead: { ...step, willQueue: true } };
  }

  const slipCode = makeSlipCode(deps.random);
  return {
    request: {
      paymentId,
      intent: {
        lines: chosen.map((bill, index) => ({
          lineId: index + 1,
          serviceId: service.id,
          billId: bill.billId,
          amountFils: bill.amountFils,
        })),
        totalFils,
        language,
        slipCodeHash: sha256Hex(slipCode),
        hold: hold === null ? null : { fence: hold.fence, expiresAt: hold.expiresAt },
        clockQuality: deps.trusted.quality(),
      },
      personal: {
        slipCode,
        lines: chosen.map((bill, index) => ({
          lineId: index + 1,
          reference: found.reference,
          referenceLabel: service.reference.label,
          ministry: service.ministry,
          serviceTitle: service.title,
          title: bill.title,
          detail: bill.detail,
        })),
      },
    },
  };
};
