import { wholeLabel } from '../../contract/asked-for.ts';
import { isBilled, isFree, type Service } from '../../contract/catalogue.ts';
import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import { makeSlipCode, type PaymentId, type RandomBytes } from '../../contract/ids.ts';
import type { Bilingual, Language } from '../../contract/language.ts';
import { formatFils, sumFils } from '../../contract/money.ts';
import type { HoldResponse } from '../../contract/gateway.ts';
import type { Bill } from '../../contract/payment.ts';
import type { NoticeKind } from '../../contract/view.ts';
import type { CrashPoint } from '../crash-points.ts';
import type { Gateway } from '../gateway/client.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { IntentRequest } from '../payments/card-payments.ts';
import { sha256Hex } from '../payments/documents.ts';
import type { ExposureWatch } from '../payments/exposure-watch.ts';
import { amountAccepted, paidHereAt, type Again } from '../payments/guard.ts';
import { bothTexts } from '../receipts/texts.ts';
import { offlineRefusal, type OfflineFacts } from './offline-sale.ts';
import { choiceOf, type Found, type FoundBills, type Position } from './position.ts';

export type PrepareDeps = {
  readonly config: KioskConfig;
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly gatewayOnline: () => boolean;
  readonly clock: Clock;
  readonly trusted: TrustedClock;
  readonly exposure: ExposureWatch;
  readonly random: RandomBytes;
  readonly crash: CrashPoint;
};

type Confirm = Extract<Position, { at: 'confirm' }>;

export const offlineFacts = ({ trusted, exposure, config, clock }: PrepareDeps): OfflineFacts => ({
  trusted,
  exposure,
  paymentLimitFils: config.limits.paymentFils,
  wallMs: clock.wallMs(),
  monotonicMs: clock.monotonicMs(),
});

const refusal = (
  kind: NoticeKind,
  found: Found,
  more: { readonly paidAtMs?: number; readonly retry?: Position } = {},
): Position => ({
  at: 'notice',
  kind,
  service: found.service,
  paidAtMs: more.paidAtMs ?? null,
  ...(found.reference === '' ? {} : { reference: found.reference }),
  back: choiceOf(found),
  retry: more.retry ?? null,
});

const labelOf = (service: Service): Bilingual =>
  isBilled(service) ? wholeLabel(service) : bothTexts('reference');

/** The chosen bills, on to the confirmation or why not; `null`: one of them was not found. */
export const chooseBills = (
  found: FoundBills,
  billIds: readonly string[],
  deps: PrepareDeps,
): Position | null => {
  const chosen = found.bills.filter((bill) => billIds.includes(bill.billId));
  return chosen.length === new Set(billIds).size ? confirmBills(found, chosen, deps) : null;
};

/** What was looked up says itself what is left of a bill that is paid in parts. */
const againOf = ({ service, source }: FoundBills): Again | undefined =>
  service.partial !== undefined && source.kind === 'lookedUp'
    ? { kind: 'whileDue' }
    : service.again;

/** Bills, or a part of one, checked against limits and what was paid here: to the confirmation, or why not. */
export const confirmBills = (
  found: FoundBills,
  chosen: readonly Bill[],
  deps: PrepareDeps,
): Position => {
  const billIds = chosen.map(({ billId }) => billId);
  const totalFils = sumFils(chosen.map((bill) => bill.amountFils));
  if (!amountAccepted(totalFils, found.service.limitFils, deps.config.limits)) {
    return refusal('amountNotAccepted', found);
  }
  const paidAtMs = paidHereAt(deps.journal, billIds, deps.clock.wallMs(), againOf(found));
  if (paidAtMs !== null) return refusal('alreadyPaidHere', found, { paidAtMs });
  const willQueue = !deps.gatewayOnline();
  const why = willQueue ? offlineRefusal(found, totalFils, offlineFacts(deps)) : null;
  if (why !== null) return refusal(why, found, { retry: lookAgain(found) });
  return { at: 'confirm', found, chosen, totalFils, willQueue };
};

const lookAgain = ({ service, reference }: FoundBills): Position => ({
  at: 'searching',
  service,
  reference,
});

/** What the bill is for, with what it is made up of: paper and the receipt found again say it too. */
const paperDetail = ({ detail, parts = [] }: Bill): Bilingual => {
  if (parts.length === 0) return detail;
  const said = (language: Language): string =>
    `${detail[language]} (${parts.map(({ title, amountFils }) => `${title[language]} ${formatFils(amountFils, language)}`).join(' + ')})`;
  return { ar: said('ar'), en: said('en') };
};

type Prepared = { readonly request: IntentRequest } | { readonly instead: Position };

/** The gateway is away: sold all the same, or why not; and the person must know it first. */
const insteadOffline = (step: Confirm, deps: PrepareDeps): Position | null => {
  const why = offlineRefusal(step.found, step.totalFils, offlineFacts(deps));
  if (why !== null) return refusal(why, step.found, { retry: step });
  return step.willQueue ? null : { ...step, willQueue: true };
};

/** The bills held for this payment; `null` in its place where the gateway is away and it may go on. */
const holdThem = async (
  step: Confirm,
  paymentId: PaymentId,
  deps: PrepareDeps,
): Promise<{ readonly hold: HoldResponse | null } | { readonly instead: Position }> => {
  const { found, chosen } = step;
  const { service } = found;
  deps.crash('hold.before');
  const held = await deps.gateway.hold({
    paymentId,
    bills: chosen.map(({ billId, amountFils }) => ({ serviceId: service.id, billId, amountFils })),
  });
  deps.crash('hold.after');
  if (held.ok) {
    return held.value.paymentId === paymentId
      ? { hold: held.value }
      : { instead: refusal('gatewayTrouble', found, { retry: step }) };
  }
  if (held.error.kind === 'away') {
    const instead = insteadOffline(step, deps);
    return instead === null ? { hold: null } : { instead };
  }
  const code = held.error.kind === 'problem' ? held.error.code : null;
  switch (code) {
    case 'billHeld':
      return { instead: refusal('billHeld', found, { retry: step }) };
    case 'billNotDue':
    case 'unknownReference': {
      const retry = isFree(service)
        ? step
        : ({ at: 'searching', service, reference: found.reference } as const);
      return { instead: refusal('billChanged', found, { retry }) };
    }
    default:
      return { instead: refusal('gatewayTrouble', found, { retry: step }) };
  }
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
): Promise<Prepared> => {
  const { found, chosen, totalFils } = step;
  const { service } = found;
  let hold: HoldResponse | null = null;
  if (isFree(service)) {
    // Nothing is due that another kiosk could take.
    const instead = deps.gatewayOnline() ? null : insteadOffline(step, deps);
    if (instead !== null) return { instead };
  } else {
    const held = await holdThem(step, paymentId, deps);
    if ('instead' in held) return held;
    hold = held.hold;
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
          referenceLabel: labelOf(service),
          ministry: service.ministry,
          serviceTitle: service.title,
          title: bill.title,
          detail: paperDetail(bill),
        })),
      },
    },
  };
};
