import { isBilled, type Service } from '../../contract/catalogue.ts';
import { wholeLabel } from '../../contract/asked-for.ts';
import { makeSlipCode, type PaymentId } from '../../contract/ids.ts';
import type { Bilingual, Language } from '../../contract/language.ts';
import { sumFils, type Fils } from '../../contract/money.ts';
import type { IntentRequest } from '../payments/card-payments.ts';
import { sha256Hex } from '../payments/documents.ts';
import { amountAccepted, paidHereAt } from '../payments/guard.ts';
import { bothTexts } from '../receipts/texts.ts';
import type { DueGroup, EKeyPosition, FoundDues } from './ekey-position.ts';
import { duesNotice } from './ekey-steps.ts';
import type { Position } from './position.ts';
import type { PrepareDeps } from './prepare-payment.ts';

type ConfirmDues = Extract<EKeyPosition, { at: 'confirmDues' }>;

const sumOf = (groups: readonly DueGroup[]): Fils =>
  sumFils(groups.flatMap(({ bills }) => bills.map(({ amountFils }) => amountFils)));

const labelOf = (service: Service): Bilingual =>
  isBilled(service) ? wholeLabel(service) : bothTexts('reference');

/** Each service's own limit for what is chosen of it, and the kiosk's for all of it. */
const withinLimits = (chosen: readonly DueGroup[], deps: PrepareDeps): boolean => {
  const { limits } = deps.config;
  const services = Map.groupBy(chosen, ({ service }) => service.id);
  return (
    sumOf(chosen) <= limits.paymentFils &&
    [...services.values()].every((groups) =>
      amountAccepted(sumOf(groups), groups[0]?.service.limitFils ?? (0 as Fils), limits),
    )
  );
};

const paidHere = (chosen: readonly DueGroup[], deps: PrepareDeps): number | null => {
  const paid = chosen.flatMap(({ service, bills }) => {
    const ids = bills.map(({ billId }) => billId);
    return paidHereAt(deps.journal, ids, deps.clock.wallMs(), service.again) ?? [];
  });
  return paid.length === 0 ? null : Math.max(...paid);
};

/** The chosen bills of several services: to the confirmation, or why not; `null`: not what was shown. */
export const chooseDues = (
  found: FoundDues,
  billIds: readonly string[],
  deps: PrepareDeps,
): Position | null => {
  const wanted = new Set(billIds);
  const chosen = found.groups.flatMap((group) => {
    const bills = group.bills.filter(({ billId }) => wanted.has(billId));
    return bills.length === 0 ? [] : [{ ...group, bills }];
  });
  if (chosen.flatMap(({ bills }) => bills).length !== wanted.size) return null;
  const back: Position = { at: 'dues', found };
  if (!withinLimits(chosen, deps)) return duesNotice('amountNotAccepted', { back });
  const paidAtMs = paidHere(chosen, deps);
  if (paidAtMs !== null) return duesNotice('alreadyPaidHere', { back, paidAtMs });
  return { at: 'confirmDues', found, chosen, totalFils: sumOf(chosen) };
};

type Prepared = { readonly request: IntentRequest } | { readonly instead: Position };

/**
 * The hold on all of them and the ready intent, or the notice to show instead. Without the gateway
 * nothing is begun: what several ministries would accept later is not for the kiosk to guess.
 */
export const prepareDues = async (
  step: ConfirmDues,
  paymentId: PaymentId,
  language: Language,
  deps: PrepareDeps,
): Promise<Prepared> => {
  const back: Position = { at: 'dues', found: step.found };
  const lookAgain: Position = { at: 'findingDues', session: step.found.session };
  const lines = step.chosen
    .flatMap((group) => group.bills.map((bill) => ({ ...group, bill })))
    .map((line, index) => ({ ...line, lineId: index + 1 }));
  deps.crash('hold.before');
  const held = await deps.gateway.hold({
    paymentId,
    bills: lines.map(({ service, bill: { billId, amountFils } }) => ({
      serviceId: service.id,
      billId,
      amountFils,
    })),
  });
  deps.crash('hold.after');
  if (!held.ok) {
    const { error } = held;
    if (error.kind === 'away') return { instead: duesNotice('gatewayAway', { back, retry: step }) };
    const code = error.kind === 'problem' ? error.code : null;
    if (code === 'billHeld') return { instead: duesNotice('billHeld', { back, retry: step }) };
    if (code === 'billNotDue')
      return { instead: duesNotice('billChanged', { back, retry: lookAgain }) };
    return { instead: duesNotice('gatewayTrouble', { back, retry: step }) };
  }
  if (held.value.paymentId !== paymentId)
    return { instead: duesNotice('gatewayTrouble', { back, retry: step }) };
  const slipCode = makeSlipCode(deps.random);
  return {
    request: {
      paymentId,
      intent: {
        lines: lines.map(({ lineId, service, bill }) => ({
          lineId,
          serviceId: service.id,
          billId: bill.billId,
          amountFils: bill.amountFils,
        })),
        totalFils: step.totalFils,
        language,
        slipCodeHash: sha256Hex(slipCode),
        hold: { fence: held.value.fence, expiresAt: held.value.expiresAt },
        clockQuality: deps.trusted.quality(),
      },
      personal: {
        slipCode,
        lines: lines.map(({ lineId, service, reference, bill }) => ({
          lineId,
          reference,
          referenceLabel: labelOf(service),
          ministry: service.ministry,
          serviceTitle: service.title,
          title: bill.title,
          detail: bill.detail,
        })),
      },
    },
  };
};
