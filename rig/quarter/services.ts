import type { Service } from '../../contract/catalogue.ts';
import { MAX_FILS, type Fils } from '../../contract/money.ts';

/** A service, how often it is paid (per thousand payments), and its usual amount beside the others'. */
type Share = readonly [id: string, ar: string, en: string, perThousand: number, amount: number];

const SHARES: readonly Share[] = [
  ['ewa', 'الكهرباء والماء', 'Electricity and water', 310, 0.25],
  ['traffic', 'المخالفات المرورية', 'Traffic fines', 170, 0.2],
  ['vehicle', 'تسجيل المركبات', 'Vehicle registration', 110, 0.35],
  ['driving', 'اختبارات السياقة', 'Driving tests', 25, 0.2],
  ['id-card', 'بطاقة الهوية', 'ID cards', 75, 0.1],
  ['sijilat', 'السجل التجاري', 'Commercial registration', 70, 5],
  ['university', 'جامعة البحرين', 'University of Bahrain', 30, 3],
  ['education', 'التربية والتعليم', 'Education', 20, 0.5],
  ['justice', 'ملفات التنفيذ', 'Execution files', 40, 6],
  ['post', 'صناديق البريد', 'Post boxes', 20, 0.2],
  ['civil-service', 'الخدمة المدنية', 'Civil service', 10, 0.6],
  ['medical', 'الفحص الطبي للوافدين', 'Expatriate medical checks', 55, 0.3],
  ['certificates', 'شهادات الوفاة', 'Death certificates', 5, 0.05],
  ['zakat', 'الزكاة', 'Zakat', 25, 1.5],
  ['donations', 'التبرعات', 'Donations', 25, 0.4],
  ['labour', 'تصاريح العمل', 'Work permits', 10, 2],
];

/** Sixteen services as a ministry would put them into the catalogue. */
export const QUARTER_SERVICES: readonly Service[] = SHARES.map(([id, ar, en]) => ({
  id,
  title: { ar, en },
  ministry: { ar, en },
  icon: 'generic',
  reference: {
    label: { ar: 'الرقم', en: 'Number' },
    help: { ar: 'تسعة أرقام', en: 'Nine digits' },
    example: '123456789',
    minDigits: 9,
    maxDigits: 9,
    kind: 'account',
  },
  barcodes: [],
  limitFils: MAX_FILS as Fils,
  offline: { kind: 'never' },
}));

export const serviceWeights: readonly number[] = SHARES.map(([, , , perThousand]) => perThousand);
export const usualAmounts: readonly number[] = SHARES.map(([, , , , amount]) => amount);
