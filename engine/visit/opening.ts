import {
  isBilled,
  isFree,
  type BilledService,
  type FreeService,
  type Service,
} from '../../contract/catalogue.ts';
import type { SignedBill } from '../../contract/signed-bill.ts';
import type { NoticeKind } from '../../contract/view.ts';
import { amountRange, readAmount, type AmountRange } from './free-amount.ts';
import { closedOffline, signedStep } from './offline-sale.ts';
import { askFor, type Position } from './position.ts';
import { offlineFacts, type PrepareDeps } from './prepare-payment.ts';

/** What can be begun now: a service, a bill by its own code, an amount; or the notice that says why not. */
export type Opening = {
  readonly blocked: (service: Service, signed?: SignedBill) => Position | null;
  readonly begin: (service: Service) => Position | null;
  readonly bySignedCode: (service: BilledService, signed: SignedBill) => Position;
  readonly range: (service: FreeService) => AmountRange;
  readonly enterAmount: (service: FreeService, typed: string) => Position;
};

const notNow = (kind: NoticeKind, service: Service, signed?: SignedBill): Position => ({
  at: 'notice',
  kind,
  service,
  paidAtMs: null,
  ...(signed === undefined ? {} : { reference: signed.reference }),
  back: { at: 'services' },
  retry: { at: 'services' },
});

/** Nobody can take the card that would now be asked for. */
export const terminalAway = (
  step: Extract<Position, { at: 'confirm' | 'confirmDues' }>,
): Position => ({
  at: 'notice',
  kind: 'terminalAway',
  service: step.at === 'confirm' ? step.found.service : null,
  paidAtMs: null,
  back: step,
  retry: step,
});

export const createOpening = (
  deps: PrepareDeps & { readonly cardsAccepted: () => boolean },
): Opening => {
  const blocked: Opening['blocked'] = (service, signed) => {
    if (!deps.cardsAccepted()) return notNow('terminalAway', service, signed);
    const why = deps.gatewayOnline() ? null : closedOffline(service, offlineFacts(deps), signed);
    return why === null ? null : notNow(why, service, signed);
  };
  const range: Opening['range'] = (service) =>
    amountRange(
      service,
      deps.gatewayOnline() ? deps.config.limits.paymentFils : deps.exposure.room(service),
    );
  return {
    blocked,
    range,
    begin: (service) => {
      const closed = blocked(service);
      if (closed !== null) return closed;
      if (isFree(service)) return { at: 'amount', service, problem: null };
      return isBilled(service) ? askFor(service) : null;
    },
    bySignedCode: (service, signed) => {
      const why = closedOffline(service, offlineFacts(deps), signed);
      return why === null ? signedStep(service, signed) : notNow(why, service, signed);
    },
    enterAmount: (service, typed) =>
      blocked(service) ??
      readAmount(service, typed, {
        range: range(service),
        willQueue: !deps.gatewayOnline(),
        random: deps.random,
        wallMs: deps.clock.wallMs(),
      }),
  };
};
