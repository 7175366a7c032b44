import { wholeLabel } from '../../contract/asked-for.ts';
import { isBilled, isFree, type Service } from '../../contract/catalogue.ts';
import { makeSlipCode, type PaymentId } from '../../contract/ids.ts';
import type { Bilingual, Language } from '../../contract/language.ts';
import { formatFils } from '../../contract/money.ts';
import type { HoldResponse } from '../../contract/gateway.ts';
import type { Bill } from '../../contract/payment.ts';
import type { IntentRequest } from '../payments/card-payments.ts';
import { sha256Hex } from '../payments/documents.ts';
import { bothTexts } from '../receipts/texts.ts';
import { lookAgain, refusal, refusedOffline } from './confirm-picks.ts';
import type { Position } from './position.ts';
import { offlineFacts, type SaleDeps } from './sale-deps.ts';

type Confirm = Extract<Position, { at: 'confirm' }>;

const labelOf = (service: Service): Bilingual =>
  isBilled(service) ? wholeLabel(service) : bothTexts('reference');

/** What the bill is for, with what it is made up of: paper and the receipt found again say it too. */
const paperDetail = ({ detail, parts = [] }: Bill): Bilingual => {
  if (parts.length === 0) return detail;
  const said = (language: Language): string =>
    `${detail[language]} (${parts.map(({ title, amountFils }) => `${title[language]} ${formatFils(amountFils, language)}`).join(' + ')})`;
  return { ar: said('ar'), en: said('en') };
};

type Prepared = { readonly request: IntentRequest } | { readonly instead: Position };

/** The gateway is away: sold all the same, or why not; and the person must know it first. */
const insteadOffline = (step: Confirm, deps: SaleDeps): Position | null => {
  const refused = refusedOffline(step.picks, offlineFacts(deps));
  if (refused !== null) return refusal(refused.why, refused.found, { retry: step });
  return step.willQueue ? null : { ...step, willQueue: true };
};

/** The bills held for this payment; `null` in its place where the gateway is away and it may go on. */
const holdThem = async (
  step: Confirm,
  paymentId: PaymentId,
  deps: SaleDeps,
): Promise<{ readonly hold: HoldResponse | null } | { readonly instead: Position }> => {
  const { found } = step.picks[0];
  deps.crash('hold.before');
  const held = await deps.gateway.hold({
    paymentId,
    bills: step.picks.flatMap((pick) =>
      pick.chosen.map(({ billId, amountFils }) => ({
        serviceId: pick.found.service.id,
        billId,
        amountFils,
      })),
    ),
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
      return { instead: refusal('billChanged', found, { retry: lookAgain(found) ?? step }) };
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
  deps: SaleDeps,
): Promise<Prepared> => {
  const { picks, totalFils } = step;
  let hold: HoldResponse | null = null;
  if (isFree(picks[0].found.service)) {
    // Nothing is due that another kiosk could take.
    const instead = deps.gatewayOnline() ? null : insteadOffline(step, deps);
    if (instead !== null) return { instead };
  } else {
    const held = await holdThem(step, paymentId, deps);
    if ('instead' in held) return held;
    hold = held.hold;
  }

  const slipCode = makeSlipCode(deps.random);
  const lines = picks.flatMap(({ found, chosen }) => chosen.map((bill) => ({ found, bill })));
  return {
    request: {
      paymentId,
      intent: {
        lines: lines.map(({ bill, found }, index) => ({
          lineId: index + 1,
          serviceId: found.service.id,
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
        lines: lines.map(({ bill, found }, index) => ({
          lineId: index + 1,
          reference: found.reference,
          referenceLabel: labelOf(found.service),
          ministry: found.service.ministry,
          serviceTitle: found.service.title,
          title: bill.title,
          detail: paperDetail(bill),
        })),
      },
    },
  };
};
