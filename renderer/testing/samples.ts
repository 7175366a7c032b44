/** Made-up services, bills and payments for the screen's fixtures; nobody's real numbers. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  serviceSchema,
  type BilledService,
  type FreeService,
  type Service,
} from '../../contract/catalogue.ts';
import { paymentIdSchema, shortPaymentId } from '../../contract/ids.ts';
import type { Fils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import type { ServiceCard, ServiceUnavailable } from '../../contract/view.ts';

export const fils = (value: number): Fils => value as Fils;

export const EWA: BilledService = {
  id: 'ewa',
  title: { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' },
  ministry: { ar: 'هيئة الكهرباء والماء', en: 'Electricity and Water Authority' },
  icon: 'electricity',
  reference: {
    label: { ar: 'رقم الحساب', en: 'Account number' },
    help: {
      ar: 'تجده في أعلى فاتورتك.',
      en: 'It is at the top of your bill.',
    },
    example: '1234567890',
    minDigits: 10,
    maxDigits: 10,
    kind: 'account',
  },
  barcodes: [{ prefix: 'EWA', length: 19, from: 3, take: 10 }],
  limitFils: fils(500_000),
  offline: { kind: 'lookedUpOnly', validForSeconds: 900 },
};

export const TRAFFIC: BilledService = {
  id: 'traffic',
  title: { ar: 'المخالفات المرورية', en: 'Traffic fines' },
  ministry: { ar: 'الإدارة العامة للمرور', en: 'General Directorate of Traffic' },
  icon: 'traffic',
  reference: {
    label: { ar: 'الرقم الشخصي', en: 'Personal number (CPR)' },
    help: { ar: 'تجده على بطاقة الهوية.', en: 'It is on your ID card.' },
    example: '123456789',
    minDigits: 9,
    maxDigits: 9,
    kind: 'personalNumber',
  },
  barcodes: [],
  limitFils: fils(500_000),
  offline: { kind: 'never' },
};

/** Found by two numbers, and payable in parts. */
export const EXECUTION: BilledService = {
  id: 'execution',
  title: {
    ar: 'مستحقات ملف التنفيذ (وزارة العدل)',
    en: 'Execution file dues (Ministry of Justice)',
  },
  ministry: {
    ar: 'وزارة العدل والشؤون الإسلامية والأوقاف',
    en: 'Ministry of Justice, Islamic Affairs and Waqf',
  },
  icon: 'justice',
  reference: {
    label: { ar: 'رقم ملف التنفيذ', en: 'Execution file number' },
    help: { ar: 'تجده على إشعار المحكمة.', en: 'It is on the court’s notice.' },
    example: '1234567',
    minDigits: 7,
    maxDigits: 7,
    kind: 'account',
  },
  partial: { leastFils: fils(10_000), stepFils: 1_000 },
  barcodes: [],
  limitFils: fils(1_000_000),
  offline: { kind: 'never' },
};
export const EXECUTION_BILL: Bill = {
  billId: 'EXE-1234567-1',
  title: { ar: 'دفعة من ملف التنفيذ', en: 'Instalment of the execution file' },
  detail: { ar: 'ملف رقم 1234567', en: 'File 1234567' },
  amountFils: fils(250_000),
  dueDate: '2026-12-15',
};

export const ZAKAT: FreeService = {
  id: 'zakat',
  title: { ar: 'الزكاة والصدقات', en: 'Zakat and donations' },
  ministry: { ar: 'صندوق الزكاة والصدقات', en: 'Zakat and Charity Fund' },
  icon: 'giving',
  amount: { kind: 'citizen', minFils: fils(1_000), maxFils: fils(1_000_000), stepFils: 1_000 },
  barcodes: [],
  limitFils: fils(1_000_000),
  offline: { kind: 'citizenSetsAmount' },
};

/** Every service that is offered without a catalogue of one's own: data, as a kiosk gets it. */
export const ALL: readonly Service[] = z
  .object({ services: z.array(serviceSchema) })
  .parse(
    JSON.parse(
      readFileSync(new URL('../../central/catalogue/catalogue.json', import.meta.url), 'utf8'),
    ),
  ).services;

export const card = (
  service: Service,
  unavailable: ServiceUnavailable | null = null,
): ServiceCard => ({
  id: service.id,
  title: service.title,
  ministry: service.ministry,
  icon: service.icon,
  ...(service.keywords === undefined ? {} : { keywords: service.keywords }),
  unavailable,
});

export const EWA_BILL: Bill = {
  billId: 'ewa-2026-10',
  title: { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water' },
  detail: { ar: 'أكتوبر 2026', en: 'October 2026' },
  amountFils: fils(12_500),
  dueDate: '2026-11-30',
};

/** What it is made up of is said by the ministry. */
export const WITH_FEES: Bill = {
  billId: 'vehicle-1',
  title: { ar: 'تجديد تسجيل المركبة لسنة', en: 'Registration for one year' },
  detail: { ar: 'مركبة خصوصية، بيضاء', en: 'Private car, white' },
  amountFils: fils(20_000),
  dueDate: '2026-12-31',
  parts: [
    {
      title: { ar: 'تجديد تسجيل المركبة لسنة', en: 'Registration for one year' },
      amountFils: fils(19_000),
    },
    {
      title: { ar: 'رسم شهادة الملكية', en: 'Ownership certificate fee' },
      amountFils: fils(1_000),
    },
  ],
};

export const FINES: readonly Bill[] = [
  {
    billId: 'fine-1',
    title: { ar: 'تجاوز السرعة المقررة', en: 'Driving over the speed limit' },
    detail: { ar: 'شارع الشيخ خليفة بن سلمان', en: 'Shaikh Khalifa bin Salman Highway' },
    amountFils: fils(50_000),
    dueDate: '2026-12-05',
  },
  {
    billId: 'fine-2',
    title: { ar: 'الوقوف في مكان ممنوع', en: 'Parking where it is not allowed' },
    detail: { ar: 'المنامة، شارع الحكومة', en: 'Manama, Government Avenue' },
    amountFils: fils(10_000),
    dueDate: '2026-12-11',
  },
  {
    billId: 'fine-3',
    title: { ar: 'عدم ربط حزام الأمان', en: 'Seat belt not fastened' },
    detail: { ar: 'المحرق، شارع الغوص', en: 'Muharraq, Al Ghous Highway' },
    amountFils: fils(20_000),
    dueDate: '2026-12-19',
  },
];

export const PAYMENT_ID = paymentIdSchema.parse('019aac5e-8d00-7c3a-9f21-5b0c7d2e4a61');
export const SHORT_ID = shortPaymentId(PAYMENT_ID);
export const SLIP_URL = 'https://khidma.example/r/7K2M9QXD04TB5HJ3NS';
