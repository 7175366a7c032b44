/** One view for every screen, every notice and every outcome: for the tests and the gallery. */
import { askedFor } from '../../contract/asked-for.ts';
import { isBilled } from '../../contract/catalogue.ts';
import { maskReference } from '../../contract/digits.ts';
import { sumFils } from '../../contract/money.ts';
import {
  cardPromptSchema,
  outcomeKindSchema,
  type KioskView,
  type OutcomeKind,
  type ReceiptStatus,
  type Screen,
} from '../../contract/view.ts';
import type { PaymentState } from '../../contract/payment.ts';
import { noticeViews, offlineViews } from './offline-views.ts';
import { sendViews } from './send-views.ts';
import { tawasulViews } from './tawasul-views.ts';
import { eKeyViews } from './ekey-views.ts';
import { audioViews } from './audio-views.ts';
import { noPaper, viewOf, type NamedView } from './view-of.ts';
import {
  ALL,
  card,
  EWA,
  EWA_BILL,
  EXECUTION,
  EXECUTION_BILL,
  fils,
  FINES,
  PAYMENT_ID,
  SHORT_ID,
  SLIP_URL,
  TRAFFIC,
  WITH_FEES,
  ZAKAT,
} from './samples.ts';

export { inLanguage, viewOf, type NamedView } from './view-of.ts';

const services = [card(EWA), card(TRAFFIC), card(ZAKAT)];
const attract: Screen & { name: 'attract' } = {
  name: 'attract',
  cardsAccepted: true,
  payable: ALL.map((service) => card(service)),
  notices: [
    {
      ar: 'تُغلق خدمات المرور يوم الجمعة من 10 مساءً حتى منتصف الليل للصيانة.',
      en: 'Traffic services close on Friday from 10 pm to midnight for maintenance.',
    },
  ],
};
const reference: Screen = { name: 'reference', service: EWA, field: 0, earlier: [], problem: null };

const STATE: Record<OutcomeKind, PaymentState> = {
  paid: 'posted',
  queued: 'confirmed',
  declined: 'declined',
  cancelled: 'cancelled',
  notCharged: 'notCharged',
  terminalNotReady: 'notCharged',
  checking: 'inDoubt',
  refused: 'refused',
  reversed: 'reversed',
  refunded: 'refunded',
  needsStaff: 'quarantined',
};
const NOT_CHARGED: readonly OutcomeKind[] = [
  'declined',
  'cancelled',
  'notCharged',
  'terminalNotReady',
];

const outcome = (kind: OutcomeKind, receipt: ReceiptStatus): NamedView => {
  const charged = !NOT_CHARGED.includes(kind);
  return {
    name: `outcome-${kind}-${receipt}`,
    view: viewOf({
      name: 'outcome',
      paymentId: PAYMENT_ID,
      shortId: SHORT_ID,
      kind,
      state: STATE[kind],
      totalFils: fils(12_500),
      scheme: charged ? 'VISA' : null,
      lastFour: charged ? '4242' : null,
      receipt,
      slipUrl: charged ? SLIP_URL : null,
      queuedUntil: kind === 'queued' ? '2026-11-25T10:30:00.000Z' : null,
      queuedHours: null,
    }),
  };
};

const confirm = (paperReceipt: boolean, willQueue: boolean): KioskView =>
  viewOf(
    {
      name: 'confirm',
      lines: [
        { serviceId: EWA.id, serviceTitle: EWA.title, reference: '*******890', bill: EWA_BILL },
      ],
      totalFils: EWA_BILL.amountFils,
      paperReceipt,
      willQueue,
    },
    { ...(paperReceipt ? {} : noPaper), gateway: willQueue ? 'offline' : 'online' },
  );

const paying = (prompt: (typeof cardPromptSchema.options)[number]): Screen => ({
  name: 'paying',
  paymentId: PAYMENT_ID,
  totalFils: EWA_BILL.amountFils,
  prompt,
  canCancel: prompt === 'presentCard' || prompt === 'enterPin',
  readerAt: 'below',
  cancelAsked: false,
});

const bills: Screen = {
  name: 'bills',
  service: TRAFFIC,
  reference: '******789',
  payerName: { ar: 'أ*** م***', en: 'A*** M***' },
  bills: [...FINES],
  inParts: [],
};

const foundReceipt = (receipt: ReceiptStatus, refused = false): Screen => ({
  name: 'receipt',
  shortId: SHORT_ID,
  paidAt: '2026-11-20T10:30:00.000Z',
  totalFils: fils(62_500),
  scheme: 'VISA',
  lastFour: '4242',
  lines: [
    {
      lineId: 1,
      title: EWA.title,
      reference: '*******890',
      amountFils: fils(12_500),
      status: 'posted',
      postingNumber: 'EWA-2026-0007741',
    },
    {
      lineId: 2,
      title: TRAFFIC.title,
      reference: '******789',
      amountFils: fils(50_000),
      status: refused ? 'refused' : 'posted',
      postingNumber: refused ? null : 'GDT-2026-0012345',
    },
  ],
  receipt,
  canPrint: !refused && (receipt === 'none' || receipt === 'unknown' || receipt === 'failed'),
});

export const galleryViews: readonly NamedView[] = [
  { name: 'attract', view: viewOf(attract) },
  { name: 'attract-noNotice', view: viewOf({ ...attract, notices: [] }) },
  { name: 'attract-bare', view: viewOf({ ...attract, payable: [], notices: [] }) },
  {
    name: 'attract-noCards',
    view: viewOf(
      { ...attract, cardsAccepted: false, payable: [] },
      { terminal: { state: 'noDevice' } },
    ),
  },
  { name: 'language', view: viewOf({ name: 'language' }) },
  { name: 'services', view: viewOf({ name: 'services', services }) },
  {
    name: 'services-gatewayAway',
    view: viewOf(
      {
        name: 'services',
        services: [card(EWA, 'needsSignedBill'), card(TRAFFIC, 'gatewayAway'), card(ZAKAT)],
      },
      { gateway: 'offline', ...noPaper },
    ),
  },
  {
    name: 'services-terminalAway',
    view: viewOf(
      { name: 'services', services: [card(EWA, 'terminalAway'), card(TRAFFIC, 'terminalAway')] },
      { terminal: { state: 'noDevice' } },
    ),
  },
  ...offlineViews,
  {
    name: 'services-everything',
    view: viewOf({
      name: 'services',
      services: ALL.map((service) => card(service)),
      signIn: 'ready',
      tawasul: true,
    }),
  },
  {
    name: 'services-all',
    view: viewOf({ name: 'services', services: ALL.map((service) => card(service)) }),
  },
  { name: 'reference', view: viewOf(reference) },
  ...ALL.filter(isBilled).flatMap((service) =>
    askedFor(service).map((_, field) => ({
      name: `reference-of-${service.id}-${String(field + 1)}`,
      view: viewOf({
        name: 'reference',
        service,
        field,
        earlier: askedFor(service)
          .slice(0, field)
          .map(({ label, example }) => ({ label, masked: maskReference(example) })),
        problem: null,
      }),
    })),
  ),
  ...(['empty', 'tooShort', 'tooLong', 'notDigits'] as const).map((problem) => ({
    name: `reference-${problem}`,
    view: viewOf({
      name: 'reference',
      service: problem === 'notDigits' ? TRAFFIC : EWA,
      field: 0,
      earlier: [],
      problem,
    }),
  })),
  {
    name: 'searching',
    view: viewOf({ name: 'searching', service: EWA, reference: '*******890' }),
  },
  { name: 'bills', view: viewOf(bills) },
  {
    name: 'bills-one',
    view: viewOf({ ...bills, service: EWA, reference: '*******890', bills: [EWA_BILL] }),
  },
  {
    name: 'bills-fees',
    view: viewOf({ ...bills, bills: [WITH_FEES] }),
  },
  {
    name: 'bills-part',
    view: viewOf({
      ...bills,
      service: EXECUTION,
      bills: [EXECUTION_BILL],
      inParts: [EXECUTION_BILL.billId],
    }),
  },
  ...[null, 'tooLarge' as const].map((problem) => ({
    name: problem === null ? 'part' : 'part-tooLarge',
    view: viewOf({
      name: 'part',
      service: EXECUTION,
      reference: '******123',
      bill: EXECUTION_BILL,
      minFils: fils(10_000),
      maxFils: fils(249_000),
      problem,
    }),
  })),
  {
    name: 'bills-many',
    view: viewOf({
      ...bills,
      bills: Array.from({ length: 12 }, (_, i) => ({
        ...(FINES[i % FINES.length] ?? EWA_BILL),
        billId: `fine-${String(i + 1)}`,
      })),
    }),
  },
  ...eKeyViews,
  ...noticeViews,
  { name: 'confirm', view: confirm(true, false) },
  {
    name: 'confirm-free',
    view: viewOf({
      name: 'confirm',
      lines: [
        {
          serviceId: ZAKAT.id,
          serviceTitle: ZAKAT.title,
          reference: '',
          bill: {
            billId: 'zakat-1',
            title: ZAKAT.title,
            detail: { ar: 'مبلغ حدده الدافع', en: 'Amount set by the payer' },
            amountFils: fils(25_000),
            dueDate: '2026-11-23',
          },
        },
      ],
      totalFils: fils(25_000),
      paperReceipt: true,
      willQueue: true,
    }),
  },
  {
    name: 'outcome-queued-hours',
    view: viewOf({
      ...(outcome('queued', 'printed').view.screen as Screen & { name: 'outcome' }),
      queuedUntil: null,
      queuedHours: 72,
    }),
  },
  { name: 'confirm-noPaper', view: confirm(false, false) },
  { name: 'confirm-willQueue', view: confirm(true, true) },
  { name: 'confirm-noPaper-willQueue', view: confirm(false, true) },
  {
    name: 'confirm-several',
    view: viewOf({
      name: 'confirm',
      lines: FINES.map((bill) => ({
        serviceId: TRAFFIC.id,
        serviceTitle: TRAFFIC.title,
        reference: '******789',
        bill,
      })),
      totalFils: sumFils(FINES.map(({ amountFils }) => amountFils)),
      paperReceipt: true,
      willQueue: false,
    }),
  },
  ...cardPromptSchema.options.map((prompt) => ({
    name: `paying-${prompt}`,
    view: viewOf(paying(prompt)),
  })),
  {
    name: 'paying-cancelAsked',
    view: viewOf({ ...paying('watchReader'), canCancel: false, cancelAsked: true } as Screen),
  },
  {
    name: 'paying-readerAway',
    view: viewOf({ ...paying('processing') }, { terminal: { state: 'offline' }, ...noPaper }),
  },
  ...outcomeKindSchema.options.flatMap((kind) =>
    NOT_CHARGED.includes(kind)
      ? [outcome(kind, 'none')]
      : (['printing', 'printed', 'unknown', 'failed', 'none'] as const).map((receipt) =>
          outcome(kind, receipt),
        ),
  ),
  {
    name: 'outcome-paid-retracted',
    view: {
      ...outcome('paid', 'printed').view,
      printer: {
        state: 'online',
        paper: 'full',
        coverOpen: false,
        media: 'retracted',
        receiptsLeft: 900,
      },
    },
  },
  ...(
    [
      ['number', null, null],
      ['number', 'unreadable', null],
      ['digits', null, SHORT_ID],
      ['digits', 'notFourDigits', SHORT_ID],
    ] as const
  ).map(([step, problem, shortId]) => ({
    name: ['askReceipt', step, problem].filter((part) => part !== null).join('-'),
    view: viewOf({ name: 'askReceipt', step, problem, shortId }),
  })),
  { name: 'findingReceipt', view: viewOf({ name: 'findingReceipt' }) },
  ...(['none', 'printing', 'printed', 'unknown', 'failed'] as const).map((receipt) => ({
    name: `receipt-${receipt}`,
    view: viewOf(foundReceipt(receipt)),
  })),
  { name: 'receipt-refused', view: viewOf(foundReceipt('none', true)) },
  { name: 'goodbye', view: viewOf({ name: 'goodbye' }) },
  { name: 'outOfService-starting', view: viewOf({ name: 'outOfService', reason: 'starting' }) },
  { name: 'outOfService-fault', view: viewOf({ name: 'outOfService', reason: 'fault' }) },
  { name: 'outOfService-power', view: viewOf({ name: 'outOfService', reason: 'power' }) },
  { name: 'outOfService-door', view: viewOf({ name: 'outOfService', reason: 'door' }) },
  { name: 'outOfService-disk', view: viewOf({ name: 'outOfService', reason: 'disk' }) },
  { name: 'outOfService-journal', view: viewOf({ name: 'outOfService', reason: 'journal' }) },
  {
    name: 'outOfService-notEnrolled',
    view: viewOf({ name: 'outOfService', reason: 'notEnrolled' }),
  },
  { name: 'outOfService-locked', view: viewOf({ name: 'outOfService', reason: 'locked' }) },
  { name: 'outOfService-withdrawn', view: viewOf({ name: 'outOfService', reason: 'withdrawn' }) },
  { name: 'idle', view: viewOf(bills, { idleWarning: { msLeft: 15_000 } }) },
  ...tawasulViews,
  ...sendViews(
    viewOf,
    (kind) => outcome(kind, 'printed').view.screen as Screen & { name: 'outcome' },
  ),
  ...audioViews,
];
