/** Notices, and what is shown while the gateway is away: for the tests and the gallery. */
import { noticeKindSchema, type NoticeKind, type Screen } from '../../contract/view.ts';
import { card, EWA, TRAFFIC, ZAKAT, fils } from './samples.ts';
import { viewOf, type NamedView } from './view-of.ts';

const CAN_RETRY: readonly NoticeKind[] = [
  'gatewayAway',
  'onlineOnly',
  'needsSignedBill',
  'exposureCap',
  'clockUnsure',
  'billCodeExpired',
  'gatewayTrouble',
  'terminalAway',
  'billHeld',
  'billChanged',
  'lookupExpired',
  'tooManyTries',
  'slipQueued',
  'eKeyAway',
  'eKeyRefused',
  'eKeyExpired',
];

const MEANWHILE: readonly NoticeKind[] = [
  'gatewayAway',
  'onlineOnly',
  'needsSignedBill',
  'exposureCap',
];
const REMINDED: readonly NoticeKind[] = [
  ...MEANWHILE,
  'gatewayTrouble',
  'clockUnsure',
  'lookupExpired',
  'billCodeExpired',
];

const notice = (kind: NoticeKind): NamedView => ({
  name: `notice-${kind}`,
  view: viewOf({
    name: 'notice',
    kind,
    service: EWA,
    canRetry: CAN_RETRY.includes(kind),
    paidAt: kind === 'alreadyPaidHere' ? '2026-11-22T06:15:00.000Z' : null,
    until: kind === 'slipQueued' ? '2026-11-25T10:30:00.000Z' : null,
    services: MEANWHILE.includes(kind)
      ? [card(EWA, 'needsSignedBill'), card(TRAFFIC, 'gatewayAway'), card(ZAKAT)]
      : [],
    reminder: REMINDED.includes(kind) ? 'none' : null,
  }),
});

const amount = (problem: (Screen & { name: 'amount' })['problem']): Screen => ({
  name: 'amount',
  service: ZAKAT,
  minFils: fils(1_000),
  maxFils: fils(100_000),
  problem,
});

export const noticeViews: readonly NamedView[] = [
  ...noticeKindSchema.options.map(notice),
  ...(['printing', 'printed', 'unknown', 'failed'] as const).map((reminder) => ({
    name: `notice-gatewayAway-reminder-${reminder}`,
    view: viewOf({
      ...(notice('gatewayAway').view.screen as Screen & { name: 'notice' }),
      reminder,
    }),
  })),
];

export const offlineViews: readonly NamedView[] = [
  {
    name: 'services-nearTheCap',
    view: viewOf(
      {
        name: 'services',
        services: [
          card(EWA, 'exposureCap'),
          card(TRAFFIC, 'onlineOnly'),
          card(ZAKAT, 'exposureCap'),
        ],
      },
      { gateway: 'offline' },
    ),
  },
  {
    name: 'services-clockUnsure',
    view: viewOf(
      {
        name: 'services',
        services: [
          card(EWA, 'clockUnsure'),
          card(TRAFFIC, 'gatewayAway'),
          card(ZAKAT, 'clockUnsure'),
        ],
      },
      { gateway: 'offline' },
    ),
  },
  { name: 'amount', view: viewOf(amount(null)) },
  ...(['empty', 'notDigits', 'tooSmall', 'tooLarge'] as const).map((problem) => ({
    name: `amount-${problem}`,
    view: viewOf(amount(problem)),
  })),
];
