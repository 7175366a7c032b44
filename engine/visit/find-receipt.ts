/** A slip's code, or a number with a card's digits, at whichever kiosk: the receipt, or why none is shown. */
import { wholeLabel } from '../../contract/asked-for.ts';
import { isBilled } from '../../contract/catalogue.ts';
import type { CentralReceipt } from '../../contract/gateway.ts';
import { shortPaymentId } from '../../contract/ids.ts';
import type { Language } from '../../contract/language.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { NoticeKind } from '../../contract/view.ts';
import type { CatalogueStore } from '../gateway/catalogue.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Journal } from '../journal/journal.ts';
import { sha256Hex } from '../payments/documents.ts';
import type { ReceiptFacts } from '../receipts/facts.ts';
import { bothTexts } from '../receipts/texts.ts';
import type { Deadline } from '../payments/deadline.ts';
import type { Payment } from '../payments/fold.ts';
import { noticeFor } from './find-bills.ts';
import { ASK_RECEIPT, type FoundReceipt, type Position, type ReceiptKey } from './position.ts';

/** Of its own payments, those that central may not know yet. */
const NOT_POSTED: readonly PaymentState[] = ['approved', 'confirmed', 'inDoubt', 'quarantined'];

const describe = (
  receipt: CentralReceipt,
  slipCode: string | null,
  catalogue: CatalogueStore,
): FoundReceipt => ({
  receipt,
  slipCode,
  lines: receipt.lines.map(({ lineId, serviceId, reference, amountFils, outcome }) => {
    const service = catalogue.service(serviceId);
    return {
      lineId,
      // A service that was withdrawn since has no name any more; the numbers still tell what it was.
      title: service?.title ?? bothTexts('otherService'),
      ministry: service?.ministry ?? bothTexts('otherMinistry'),
      referenceLabel:
        service !== null && isBilled(service) ? wholeLabel(service) : bothTexts('reference'),
      reference,
      amountFils,
      status: outcome.status,
      postingNumber: outcome.status === 'posted' ? outcome.postingNumber : null,
    };
  }),
});

/** One of this kiosk's own that central may not have yet. */
const ownOf = (key: ReceiptKey, journal: Journal): Payment | undefined => {
  const own = journal.inStates(NOT_POSTED);
  if ('slipCode' in key) {
    const hash = sha256Hex(key.slipCode);
    return own.find((payment) => payment.slipCodeHash === hash);
  }
  return own.find(
    ({ paymentId, authorisation }) =>
      shortPaymentId(paymentId) === key.shortId && authorisation?.lastFour === key.lastFour,
  );
};

export const findReceipt = async (
  key: ReceiptKey,
  deps: {
    readonly gateway: Gateway;
    readonly catalogue: CatalogueStore;
    readonly journal: Journal;
    readonly queuedUntil: (payment: Payment) => Deadline;
  },
): Promise<Position> => {
  const bySlip = 'slipCode' in key;
  const notice = (kind: NoticeKind, retry: boolean, untilMs: number | null = null): Position => ({
    at: 'notice',
    kind,
    service: null,
    paidAtMs: null,
    ...(untilMs === null ? {} : { untilMs }),
    back: bySlip ? { at: 'attract' } : ASK_RECEIPT,
    retry: retry ? { at: 'findingReceipt', by: key } : null,
  });
  const answer = bySlip
    ? await deps.gateway.findReceipt(key.slipCode)
    : await deps.gateway.findReceiptByNumber(key);
  if (answer.ok) {
    return {
      at: 'receipt',
      found: describe(answer.value, bySlip ? key.slipCode : null, deps.catalogue),
      paper: 'none',
    };
  }
  const own = ownOf(key, deps.journal);
  if (own !== undefined) return notice('slipQueued', true, deps.queuedUntil(own).untilMs);
  const { kind: why, retry } = noticeFor(answer.error);
  if (why !== 'unknownReference') return notice(why, retry);
  return notice(bySlip ? 'unknownSlip' : 'unknownReceipt', false);
};

export const canPrintFound = ({ lines }: FoundReceipt): boolean =>
  lines.every((line) => line.status === 'posted');

/** The found receipt as a copy on paper; `null` where a line was refused: that is no receipt. */
export const factsOfFound = (
  found: FoundReceipt,
  more: {
    readonly language: Language;
    readonly slipUrl: string | null;
  },
): ReceiptFacts | null => {
  const { receipt, lines } = found;
  const first = lines[0];
  if (first === undefined || !canPrintFound(found)) return null;
  return {
    ...more,
    kind: 'final',
    copy: true,
    kioskId: receipt.kioskId,
    place: bothTexts('kiosk'),
    ministry: first.ministry,
    service: first.title,
    lines: lines.map((line) => ({
      title: line.title,
      detail: { ar: '', en: '' },
      reference: line.reference,
      referenceLabel: line.referenceLabel,
      amountFils: line.amountFils,
      postingNumber: line.postingNumber,
    })),
    totalFils: receipt.totalFils,
    date: Date.parse(receipt.authorisedAt),
    scheme: receipt.scheme,
    lastFour: receipt.lastFour,
    authorisationCode: receipt.authorisationCode,
    shortPaymentId: shortPaymentId(receipt.paymentId),
    queuedUntil: null,
    dateUnverified: receipt.clockQuality === 'unverified',
  };
};
