import type { Service } from '../../contract/catalogue.ts';
import type {
  OutcomeKind,
  OutOfService,
  Screen,
  ServiceCard,
  ServiceUnavailable,
} from '../../contract/view.ts';
import { shortPaymentId } from '../../contract/ids.ts';
import type { Payment } from '../payments/fold.ts';
import { canPrintFound } from './find-receipt.ts';
import { outcomeKind } from './outcome.ts';
import { mayCancel, type Position } from './position.ts';

/** What the screen needs to know beside the position; read afresh at every view. */
export type LiveFacts = {
  readonly services: readonly Service[];
  readonly unavailable: (service: Service) => ServiceUnavailable | null;
  /** Why nothing is begun here just now. */
  readonly closed: OutOfService | null;
  readonly cardsAccepted: boolean;
  readonly paperReceipt: boolean;
  readonly payment: (id: Payment['paymentId']) => Payment | null;
  readonly slipUrl: (payment: Payment) => string | null;
  readonly queuedUntilMs: (payment: Payment) => number;
};

export const serviceCards = (live: LiveFacts): ServiceCard[] =>
  live.services.map((service) => ({
    id: service.id,
    title: service.title,
    ministry: service.ministry,
    icon: service.icon,
    unavailable: live.unavailable(service),
  }));

const outcomeScreen = (payment: Payment, kind: OutcomeKind, live: LiveFacts): Screen => {
  const charged = !['declined', 'cancelled', 'notCharged'].includes(kind);
  return {
    name: 'outcome',
    paymentId: payment.paymentId,
    shortId: shortPaymentId(payment.paymentId),
    kind,
    state: payment.state,
    totalFils: payment.totalFils,
    scheme: payment.authorisation?.scheme ?? null,
    lastFour: payment.authorisation?.lastFour ?? null,
    receipt: payment.receipt,
    slipUrl: charged ? live.slipUrl(payment) : null,
    queuedUntil: kind === 'queued' ? new Date(live.queuedUntilMs(payment)).toISOString() : null,
  };
};

const receiptScreen = (
  { found, paper }: Extract<Position, { at: 'receipt' }>,
  live: LiveFacts,
): Screen => {
  const { receipt } = found;
  return {
    name: 'receipt',
    shortId: shortPaymentId(receipt.paymentId),
    paidAt: receipt.authorisedAt,
    totalFils: receipt.totalFils,
    scheme: receipt.scheme,
    lastFour: receipt.lastFour,
    lines: found.lines.map(({ lineId, title, reference, amountFils, status, postingNumber }) => ({
      lineId,
      title,
      reference,
      amountFils,
      status,
      postingNumber,
    })),
    receipt: paper,
    canPrint:
      canPrintFound(found) && live.paperReceipt && paper !== 'printing' && paper !== 'printed',
  };
};

/** The screen for a position, as things stand now. Pure. */
export const screenOf = (position: Position, live: LiveFacts): Screen => {
  switch (position.at) {
    case 'attract':
      return live.closed === null
        ? { name: 'attract', cardsAccepted: live.cardsAccepted }
        : { name: 'outOfService', reason: live.closed };
    case 'language':
      return { name: 'language' };
    case 'services':
      return { name: 'services', services: serviceCards(live) };
    case 'reference':
      return { name: 'reference', service: position.service, problem: position.problem };
    case 'searching':
      return { name: 'searching', service: position.service, reference: position.reference };
    case 'bills': {
      const { service, reference, payerName, bills } = position.found;
      return { name: 'bills', service, reference, payerName, bills: [...bills] };
    }
    case 'confirm':
      return {
        name: 'confirm',
        lines: position.chosen.map((bill) => ({
          serviceId: position.found.service.id,
          serviceTitle: position.found.service.title,
          reference: position.found.reference,
          bill,
        })),
        totalFils: position.totalFils,
        paperReceipt: live.paperReceipt,
        willQueue: position.willQueue,
      };
    case 'notice':
      return {
        name: 'notice',
        kind: position.kind,
        service: position.service,
        canRetry: position.retry !== null,
        paidAt: position.paidAtMs === null ? null : new Date(position.paidAtMs).toISOString(),
        services: position.kind === 'gatewayAway' ? serviceCards(live) : [],
      };
    case 'paying':
      return {
        name: 'paying',
        paymentId: position.paymentId,
        totalFils: position.totalFils,
        prompt: position.prompt,
        canCancel: mayCancel(position),
        cancelAsked: position.cancelAsked,
      };
    case 'outcome': {
      const payment = live.payment(position.paymentId);
      const kind = payment === null ? null : outcomeKind(payment.state);
      return payment === null || kind === null
        ? { name: 'outOfService', reason: 'fault' }
        : outcomeScreen(payment, kind, live);
    }
    case 'findingReceipt':
      return { name: 'findingReceipt' };
    case 'receipt':
      return receiptScreen(position, live);
    case 'goodbye':
      return { name: 'goodbye' };
  }
};
