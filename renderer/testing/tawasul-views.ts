/** Writing to a ministry, step by step, for the tests and the gallery. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { tawasulSchema } from '../../contract/tawasul.ts';
import type { TawasulStep } from '../../contract/tawasul-view.ts';
import { tawasulTroubleSchema } from '../../contract/tawasul-view.ts';
import type { KioskView } from '../../contract/view.ts';
import { ALL, card } from './samples.ts';
import { noPaper, viewOf, type NamedView } from './view-of.ts';

/** As central issues it. */
const { ministries } = z
  .object({ tawasul: tawasulSchema })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../central/catalogue/catalogue.json', import.meta.url), 'utf8'),
    ),
  ).tawasul;
const ministry = ministries.find(({ id }) => id === 'municipalities') ?? {
  id: 'works',
  name: { ar: 'وزارة الأشغال', en: 'Ministry of Works' },
};
const WRITTEN =
  'الحاوية في طريق 2825، مجمع 428، لم تُفرغ منذ أسبوعين.\nالرجاء المرور عليها كل يوم قبل الظهر.';
const about = { kind: 'complaint', ministry } as const;
const TRACKING = '7K2M-9QXD-04TB';

const of = (name: string, step: TawasulStep, change: Partial<KioskView> = {}): NamedView => ({
  name: `tawasul-${name}`,
  view: viewOf(
    { name: 'tawasul', step },
    { canGoBack: step.at !== 'sent' && step.at !== 'status', ...change },
  ),
});
const sent = (
  slip: 'printing' | 'printed' | 'unknown' | 'failed',
  delivered: boolean,
): TawasulStep => ({
  at: 'sent',
  ...about,
  trackingNumber: TRACKING,
  url: `https://khidma.example/r/tawasul/${TRACKING}`,
  delivered,
  dueWorkingDays: delivered ? 5 : 10,
  slip,
  canPrint: slip === 'failed' || slip === 'unknown',
});
const check = (more: object = {}): TawasulStep => ({
  at: 'check',
  ...about,
  text: WRITTEN,
  phone: '36123456',
  paper: true,
  willQueue: false,
  ...more,
});
const status = (state: 'open' | 'answered' | 'closed', answer: string | null): TawasulStep => ({
  at: 'status',
  trackingNumber: TRACKING,
  kind: 'complaint',
  ministry: ministry.name,
  receivedAt: '2026-11-22T10:00:00.000Z',
  dueOn: '2026-11-29',
  state,
  answer,
});

export const tawasulViews: readonly NamedView[] = [
  {
    name: 'services-tawasul',
    view: viewOf({
      name: 'services',
      services: ALL.map((service) => card(service)),
      tawasul: true,
    }),
  },
  of('choose', { at: 'choose' }),
  of('ministry', { at: 'ministry', kind: 'complaint', ministries }),
  of('text', { at: 'text', ...about, text: '', problem: null }),
  of('text-written', { at: 'text', ...about, text: WRITTEN, problem: null }),
  of('text-empty', { at: 'text', ...about, kind: 'suggestion', text: '', problem: 'empty' }),
  of('text-tooLong', { at: 'text', ...about, text: 'أب ت '.repeat(100), problem: 'tooLong' }),
  of('phone', { at: 'phone', ...about, phone: '', problem: null }),
  of('phone-notPhone', { at: 'phone', ...about, phone: '', problem: 'notPhone' }),
  of('check', check()),
  of('check-english', check({ text: 'The bin in Road 2825 is full.', phone: null })),
  of('check-offline-noPaper', check({ willQueue: true, paper: false }), {
    gateway: 'offline',
    ...noPaper,
  }),
  of('check-long', check({ text: 'السلام عليكم ورحمة الله '.repeat(20).trim() })),
  of('sent-printing', sent('printing', false)),
  of('sent-printed', sent('printed', true)),
  of('sent-offline', sent('printed', false), { gateway: 'offline' }),
  of('sent-failed', sent('failed', true), noPaper),
  of('sent-unknown', sent('unknown', true)),
  of('follow', { at: 'follow', problem: null }),
  of('follow-empty', { at: 'follow', problem: 'empty' }),
  of('follow-notANumber', { at: 'follow', problem: 'notANumber' }),
  of('asking', { at: 'asking' }),
  of('status-open', status('open', null)),
  of(
    'status-answered',
    status('answered', 'شكرًا لتواصلكم. أُفرغت الحاوية اليوم، وسيُمرّ عليها يوميًا.'),
  ),
  of('status-closed', status('closed', null)),
  ...tawasulTroubleSchema.options.map((why) =>
    of(`trouble-${why}`, { at: 'trouble', why, canRetry: why !== 'unknown' }),
  ),
];
