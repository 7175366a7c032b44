/** The screens of a sign-in with eKey: for the tests and the gallery. */
import type { Screen } from '../../contract/view.ts';
import { ALL, card, EWA, EWA_BILL, FINES, fils, TRAFFIC } from './samples.ts';
import { viewOf, type NamedView } from './view-of.ts';

const maskedName = { ar: 'م*** ع*** ح***', en: 'M*** A*** H***' };
const of = ({ id, title, icon }: typeof EWA): Pick<typeof EWA, 'id' | 'title' | 'icon'> => ({
  id,
  title,
  icon,
});
const signIn = (minutes: number): Screen => ({
  name: 'signIn',
  code: {
    url: 'https://ekey.example/device?user_code=WDJB-MJHT',
    page: 'https://ekey.example/device',
    text: 'WDJB-MJHT',
    minutes,
  },
});
const dues = (mostFils: number): Screen & { name: 'dues' } => ({
  name: 'dues',
  maskedName,
  mostFils: fils(mostFils),
  ministries: [
    {
      ministry: EWA.ministry,
      groups: [{ service: of(EWA), reference: '*******890', bills: [EWA_BILL] }],
    },
    {
      ministry: TRAFFIC.ministry,
      groups: [{ service: of(TRAFFIC), reference: '******789', bills: [...FINES] }],
    },
  ],
});

export const eKeyViews: readonly NamedView[] = [
  {
    name: 'services-signIn',
    view: viewOf({
      name: 'services',
      services: ALL.map((service) => card(service)),
      signIn: 'ready',
    }),
  },
  { name: 'signIn-asking', view: viewOf({ name: 'signIn', code: null }) },
  { name: 'signIn', view: viewOf(signIn(5)) },
  { name: 'signIn-last', view: viewOf(signIn(1)) },
  { name: 'signedIn', view: viewOf({ name: 'signedIn', maskedName }) },
  { name: 'findingDues', view: viewOf({ name: 'findingDues' }) },
  { name: 'dues', view: viewOf(dues(200_000)) },
  { name: 'dues-tooMuch', view: viewOf(dues(50_000)) },
  {
    name: 'confirm-dues',
    view: viewOf({
      name: 'confirm',
      lines: [
        {
          serviceId: EWA.id,
          serviceTitle: EWA.title,
          reference: '*******890',
          bill: EWA_BILL,
        },
        ...FINES.map((bill) => ({
          serviceId: TRAFFIC.id,
          serviceTitle: TRAFFIC.title,
          reference: '******789',
          bill,
        })),
      ],
      totalFils: fils(92_500),
      paperReceipt: true,
      willQueue: false,
    }),
  },
];
