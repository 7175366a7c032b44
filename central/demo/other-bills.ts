/** One account of each further service, made up, so that each can be tried. */
import type { NewBill } from '../database/schema.ts';

type Text = { readonly ar: string; readonly en: string };
type Due = { readonly title: Text; readonly detail: Text; readonly fils: number };
type Story = {
  readonly serviceId: string;
  readonly reference: string;
  readonly payerName: string;
  readonly due: readonly Due[];
};

const DUE_DATE = '2026-12-31';

const due = (title: Text, detail: Text, fils: number): Due => ({ title, detail, fils });

/** The words of these bills are data as the ministries would send them, not texts of ours. */
export const OTHER_STORIES: readonly Story[] = [
  {
    serviceId: 'vehicle-renewal',
    reference: '123456/900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'تجديد تسجيل المركبة لسنة', en: 'Registration for one year' },
        { ar: 'مركبة خصوصية، بيضاء', en: 'Private car, white' },
        20_000,
      ),
    ],
  },
  {
    serviceId: 'vehicle-new',
    reference: '2610004711',
    payerName: 'H*** S***',
    due: [
      due(
        { ar: 'تسجيل مركبة جديدة', en: 'Registration of a new vehicle' },
        { ar: 'لوحتان وشهادة ملكية', en: 'Two plates and an ownership certificate' },
        37_000,
      ),
    ],
  },
  {
    serviceId: 'driving',
    reference: '900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'اختبار سياقة', en: 'Driving test' },
        { ar: 'مركبة خفيفة، المرة الأولى', en: 'Light vehicle, first attempt' },
        15_000,
      ),
    ],
  },
  {
    serviceId: 'id-card',
    reference: '900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'تجديد بطاقة الهوية', en: 'Renewal of an ID card' },
        { ar: 'لمدة خمس سنوات', en: 'For five years' },
        2_000,
      ),
    ],
  },
  {
    serviceId: 'sijilat',
    reference: '1234567/1',
    payerName: 'S*** T*** W.L.L.',
    due: [
      due(
        { ar: 'تجديد السجل التجاري', en: 'Renewal of the commercial registration' },
        { ar: 'لسنة واحدة', en: 'For one year' },
        50_000,
      ),
      due(
        { ar: 'رسوم الأنشطة التجارية', en: 'Fees for commercial activities' },
        { ar: 'نشاطان', en: 'Two activities' },
        100_000,
      ),
    ],
  },
  {
    serviceId: 'university',
    reference: '20241234',
    payerName: 'Z*** K***',
    due: [
      due(
        { ar: 'رسوم الفصل الأول 2026/2027', en: 'Fees for the first semester 2026/2027' },
        { ar: 'خمسة عشر ساعة معتمدة', en: 'Fifteen credit hours' },
        120_000,
      ),
    ],
  },
  {
    serviceId: 'education',
    reference: '900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'معادلة شهادة دراسية', en: 'Equivalence of a school certificate' },
        { ar: 'شهادة الثانوية العامة', en: 'Secondary school certificate' },
        10_000,
      ),
    ],
  },
  {
    serviceId: 'execution',
    reference: '022026004711/900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'قسط شهر نوفمبر 2026', en: 'Instalment for November 2026' },
        { ar: 'محكمة التنفيذ الأولى', en: 'First Court of Execution' },
        75_000,
      ),
    ],
  },
  {
    serviceId: 'post-box',
    reference: '10234',
    payerName: 'R*** N***',
    due: [
      due(
        { ar: 'إيجار صندوق بريد لسنة 2027', en: 'Rent of a post box for 2027' },
        { ar: 'مكتب بريد المنامة', en: 'Manama post office' },
        20_000,
      ),
    ],
  },
  {
    serviceId: 'civil-service',
    reference: '900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'شهادة مدة خدمة', en: 'Certificate of service' },
        { ar: 'نسخة مصدقة', en: 'Certified copy' },
        2_000,
      ),
    ],
  },
  {
    serviceId: 'expat-medical',
    reference: '900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'فحص طبي قبل الإقامة', en: 'Medical check before residence' },
        { ar: 'مركز الفحص الطبي', en: 'Medical examination centre' },
        22_000,
      ),
    ],
  },
  {
    serviceId: 'death-certificate',
    reference: '900101123',
    payerName: 'M*** A***',
    due: [
      due(
        { ar: 'شهادة وفاة، نسخة أصلية', en: 'Death certificate, original' },
        { ar: 'بالعربية والإنجليزية', en: 'In Arabic and English' },
        1_000,
      ),
    ],
  },
];

export const billsOf = ({ serviceId, reference, due: all }: Story): readonly NewBill[] =>
  all.map(({ title, detail, fils }, index) => ({
    bill_id: `${serviceId}-${reference.replaceAll('/', '-')}-${String(index + 1)}`,
    service_id: serviceId,
    reference,
    amount_fils: fils,
    title_ar: title.ar,
    title_en: title.en,
    detail_ar: detail.ar,
    detail_en: detail.en,
    due_date: DUE_DATE,
  }));
