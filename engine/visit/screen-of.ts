import { askedFor } from '../../contract/asked-for.ts';
import type { FreeService, Service } from '../../contract/catalogue.ts';
import type { Bilingual } from '../../contract/language.ts';
import { maskReference } from '../../contract/digits.ts';
import type {
  NoticeKind,
  OutcomeKind,
  OutOfService,
  Screen,
  ServiceCard,
  ServiceUnavailable,
} from '../../contract/view.ts';
import type { CardReaderPlace } from '../../contract/devices.ts';
import { shortPaymentId } from '../../contract/ids.ts';
import { MAX_FILS } from '../../contract/money.ts';
import type { Deadline } from '../payments/deadline.ts';
import type { Payment } from '../payments/fold.ts';
import { eKeyScreen, type EKeyFacts } from './ekey-screen.ts';
import { canPrintFound } from './find-receipt.ts';
import { canRemind, channelsFor, type MessagesParts } from '../messages/desk.ts';
import type { SentMessage } from '../messages/sent-message.ts';
import { stepOf, type TawasulLive } from '../tawasul/step-of.ts';
import type { AmountRange } from './free-amount.ts';
import { outcomeKind, receiptFor } from './outcome.ts';
import { partRange } from './part-amount.ts';
import { mayCancel, type Position } from './position.ts';
import { reminderOf } from './reminder.ts';

/** What the screen needs to know beside the position; read afresh at every view. */
export type LiveFacts = {
  readonly services: readonly Service[];
  /** Today's. */
  readonly notices: readonly Bilingual[];
  readonly unavailable: (service: Service) => ServiceUnavailable | null;
  /** Why nothing is begun here just now. */
  readonly closed: OutOfService | null;
  readonly cardsAccepted: boolean;
  readonly paperReceipt: boolean;
  readonly payment: (id: Payment['paymentId']) => Payment | null;
  readonly slipUrl: (payment: Payment) => string | null;
  readonly queuedUntil: (payment: Payment) => Deadline;
  readonly amountRange: (service: FreeService) => AmountRange;
  readonly tawasul?: TawasulLive;
  readonly sending?: MessagesParts;
  readonly eKey: EKeyFacts;
  readonly readerAt?: CardReaderPlace | undefined;
};

export const serviceCards = (live: LiveFacts): ServiceCard[] =>
  live.services.map((service) => ({
    id: service.id,
    title: service.title,
    ministry: service.ministry,
    icon: service.icon,
    ...(service.keywords === undefined ? {} : { keywords: service.keywords }),
    unavailable: live.unavailable(service),
  }));

/** What cannot be paid now: said together with what can. */
const MEANWHILE: readonly NoticeKind[] = [
  'gatewayAway',
  'onlineOnly',
  'needsSignedBill',
  'exposureCap',
];

/** Whose money it is, where all of it is one ministry's. */
const ministryOf = ({ lines }: Payment, services: readonly Service[]): Bilingual | null => {
  const found = lines.map(({ serviceId }) => services.find(({ id }) => id === serviceId)?.ministry);
  const [first] = found;
  return first !== undefined && found.every((one) => one?.en === first.en) ? first : null;
};

const outcomeScreen = (
  payment: Payment,
  kind: OutcomeKind,
  live: LiveFacts,
  sent: readonly SentMessage[],
): Screen => {
  const { sending } = live;
  const { untilMs, hours } =
    kind === 'queued' ? live.queuedUntil(payment) : { untilMs: null, hours: null };
  const deadline = {
    queuedUntil: untilMs === null ? null : new Date(untilMs).toISOString(),
    queuedHours: hours,
  };
  const charged = receiptFor(kind) !== null;
  const ministry = ministryOf(payment, live.services);
  return {
    name: 'outcome',
    paymentId: payment.paymentId,
    shortId: shortPaymentId(payment.paymentId),
    kind,
    state: payment.state,
    totalFils: payment.totalFils,
    ...(ministry === null ? {} : { ministry }),
    scheme: payment.authorisation?.scheme ?? null,
    lastFour: payment.authorisation?.lastFour ?? null,
    receipt: payment.receipt,
    slipUrl: charged ? live.slipUrl(payment) : null,
    ...deadline,
    ...(channelsFor(payment, sent, sending).length === 0 ? {} : { canSend: true }),
    ...(sent.length === 0
      ? {}
      : {
          sent: sent.map(({ messageId, channel, masked }) => ({
            channel,
            to: masked,
            taken: sending?.waiting.has(messageId) !== true,
            ...(sending?.refused(messageId) === true ? { refused: true } : {}),
          })),
        }),
  };
};

const noticeScreen = (position: Extract<Position, { at: 'notice' }>, live: LiveFacts): Screen => {
  const moment = (ms: number | null | undefined): string | null =>
    ms === null || ms === undefined ? null : new Date(ms).toISOString();
  const { kind } = position;
  return {
    name: 'notice',
    kind,
    service: position.service,
    canRetry: position.retry !== null,
    paidAt: moment(position.paidAtMs),
    until: moment(position.untilMs),
    services: MEANWHILE.includes(kind) ? serviceCards(live) : [],
    reminder: reminderOf(position, live.paperReceipt),
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
        ? {
            name: 'attract',
            cardsAccepted: live.cardsAccepted,
            payable: serviceCards(live).filter(({ unavailable }) => unavailable === null),
            notices: [...live.notices],
          }
        : { name: 'outOfService', reason: live.closed };
    case 'language':
      return { name: 'language' };
    case 'services':
      return {
        name: 'services',
        services: serviceCards(live),
        ...((live.tawasul?.offered() ?? null) === null ? {} : { tawasul: true }),
        ...(live.eKey.signIn === undefined ? {} : { signIn: live.eKey.signIn }),
      };
    case 'reference':
      return {
        name: 'reference',
        service: position.service,
        field: position.earlier.length,
        earlier: askedFor(position.service)
          .slice(0, position.earlier.length)
          .map(({ label }, index) => ({
            label,
            masked: maskReference(position.earlier[index] ?? ''),
          })),
        problem: position.problem,
      };
    case 'amount': {
      const { service, problem } = position;
      return { name: 'amount', service, problem, ...live.amountRange(service) };
    }
    case 'searching':
      return {
        name: 'searching',
        service: position.service,
        reference: maskReference(position.reference),
      };
    case 'bills': {
      const { service, reference, payerName, bills } = position.found;
      return {
        name: 'bills',
        service,
        reference: maskReference(reference),
        payerName,
        bills: [...bills],
        inParts: bills
          .filter((bill) => partRange(service, bill, MAX_FILS) !== null)
          .map(({ billId }) => billId),
      };
    }
    case 'part': {
      const { found, bill, range, problem } = position;
      return {
        name: 'part',
        service: found.service,
        reference: maskReference(found.reference),
        bill,
        problem,
        ...range,
      };
    }
    case 'confirm':
      return {
        name: 'confirm',
        lines: position.picks.flatMap(({ found, chosen }) =>
          chosen.map((bill) => ({
            serviceId: found.service.id,
            serviceTitle: found.service.title,
            reference: maskReference(found.reference),
            bill,
          })),
        ),
        totalFils: position.totalFils,
        paperReceipt: live.paperReceipt,
        willQueue: position.willQueue,
      };
    case 'notice':
      return noticeScreen(position, live);
    case 'paying':
      return {
        name: 'paying',
        paymentId: position.paymentId,
        totalFils: position.totalFils,
        prompt: position.prompt,
        canCancel: mayCancel(position),
        cancelAsked: position.cancelAsked,
        ...(live.readerAt === undefined ? {} : { readerAt: live.readerAt }),
      };
    case 'outcome': {
      const payment = live.payment(position.paymentId);
      const kind = payment === null ? null : outcomeKind(payment);
      return payment === null || kind === null
        ? { name: 'outOfService', reason: 'fault' }
        : outcomeScreen(payment, kind, live, position.sent ?? []);
    }
    case 'sendReceipt': {
      const payment = live.payment(position.paymentId);
      const { sent, channel, problem } = position;
      const channels = payment === null ? [] : channelsFor(payment, sent, live.sending);
      const again = payment !== null && canRemind(payment, live.services);
      return { name: 'sendReceipt', channels: [...channels], channel, problem, canRemind: again };
    }
    case 'askReceipt': {
      const { shortId, problem } = position;
      return { name: 'askReceipt', step: shortId === null ? 'number' : 'digits', shortId, problem };
    }
    case 'findingReceipt':
      return { name: 'findingReceipt' };
    case 'receipt':
      return receiptScreen(position, live);
    case 'goodbye':
      return { name: 'goodbye' };
    case 'tawasul':
      return live.tawasul === undefined
        ? { name: 'outOfService', reason: 'fault' }
        : { name: 'tawasul', step: stepOf(position.step, live.tawasul, live.paperReceipt) };
    default:
      return eKeyScreen(position, live);
  }
};
