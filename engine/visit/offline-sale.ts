/** What may be sold while the gateway does not answer, and why not. Pure. */
import type { BilledService, Service } from '../../contract/catalogue.ts';
import { isFree } from '../../contract/catalogue.ts';
import type { SignedBill } from '../../contract/signed-bill.ts';
import type { NoticeKind, ServiceUnavailable } from '../../contract/view.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { ExposureWatch } from '../payments/exposure-watch.ts';
import { bothTexts } from '../receipts/texts.ts';
import type { Found, Position } from './position.ts';

export type OfflineFacts = {
  readonly trusted: Pick<TrustedClock, 'plausible'>;
  readonly exposure: Pick<ExposureWatch, 'room'>;
  readonly paymentLimitFils: number;
  readonly wallMs: number;
  readonly monotonicMs: number;
};

/** What a citizen could still come to pay: below it nobody should begin. */
const leastRoom = (service: Service, facts: OfflineFacts): number =>
  isFree(service)
    ? service.amount.minFils
    : Math.min(
        service.limitFils,
        facts.paymentLimitFils,
        (service.offline.kind === 'never' ? undefined : service.offline.caps?.paymentFils) ??
          Infinity,
      );

/** Why nobody can begin with this service while the gateway is away; `null`: they can. */
export const closedOffline = (
  service: Service,
  facts: OfflineFacts,
  signed: SignedBill | null = null,
): Exclude<ServiceUnavailable, 'terminalAway'> | 'billCodeExpired' | null => {
  const { kind } = service.offline;
  if (kind === 'never') return 'onlineOnly';
  if (kind === 'lookedUpOnly') return 'gatewayAway';
  if (!facts.trusted.plausible()) return 'clockUnsure';
  if (signed !== null && signed.expiresAtMs <= facts.wallMs) return 'billCodeExpired';
  const room = facts.exposure.room(service);
  if (room < (signed?.amountFils ?? leastRoom(service, facts))) return 'exposureCap';
  return kind === 'signedBill' && signed === null ? 'needsSignedBill' : null;
};

/** As a service's card says it: a scanned bill is no part of it. */
export const unavailableOffline = (
  service: Service,
  facts: OfflineFacts,
): ServiceUnavailable | null => {
  const why = closedOffline(service, facts);
  return why === 'billCodeExpired' ? null : why;
};

const notKnownAnyMore = ({ service, source }: Found, facts: OfflineFacts): NoticeKind | null => {
  const rule = service.offline;
  switch (source.kind) {
    case 'lookedUp': {
      if (rule.kind !== 'lookedUpOnly' && rule.kind !== 'signedBill') return 'onlineOnly';
      const ageMs = facts.monotonicMs - source.atMs;
      return ageMs > rule.validForSeconds * 1_000 ? 'lookupExpired' : null;
    }
    case 'signed':
      if (rule.kind !== 'signedBill') return 'onlineOnly';
      return source.expiresAtMs <= facts.wallMs ? 'billCodeExpired' : null;
    case 'citizen':
      return rule.kind === 'citizenSetsAmount' ? null : 'onlineOnly';
  }
};

/** May this be sold while the gateway is away? The reason why not, or `null`. */
export const offlineRefusal = (
  found: Found,
  totalFils: number,
  facts: OfflineFacts,
): NoticeKind | null => {
  if (found.service.offline.kind === 'never') return 'onlineOnly';
  if (!facts.trusted.plausible()) return 'clockUnsure';
  const gone = notKnownAnyMore(found, facts);
  if (gone !== null) return gone;
  return facts.exposure.room(found.service) < totalFils ? 'exposureCap' : null;
};

/** The bill of a signed code, without the gateway. */
export const signedStep = (service: BilledService, signed: SignedBill): Position => ({
  at: 'bills',
  found: {
    service,
    reference: signed.reference,
    payerName: null,
    bills: [
      {
        billId: signed.billId,
        title: service.title,
        detail: bothTexts('fromPaperBill'),
        amountFils: signed.amountFils,
        dueDate: signed.dueDate,
      },
    ],
    source: { kind: 'signed', expiresAtMs: signed.expiresAtMs },
  },
});
