import type { NewBill } from '../database/schema.ts';

type Texts = Pick<NewBill, 'title_ar' | 'title_en' | 'detail_ar' | 'detail_en' | 'due_date'>;

const MONTHS = [
  { code: '2610', ar: 'أكتوبر 2026', en: 'October 2026', due: '2026-12-10' },
  { code: '2609', ar: 'سبتمبر 2026', en: 'September 2026', due: '2026-11-10' },
] as const;

/** An electricity and water bill of an account: `monthsBack` 0 is the latest. */
export const electricityBill = (
  account: string,
  monthsBack: 0 | 1,
  amountFils: number,
): NewBill => {
  const month = MONTHS[monthsBack];
  const units = Math.round(amountFils / 16);
  return {
    bill_id: `EWA-${month.code}-${account}`,
    service_id: 'ewa',
    reference: account,
    amount_fils: amountFils,
    title_ar: `كهرباء وماء، ${month.ar}`,
    title_en: `Electricity and water, ${month.en}`,
    detail_ar: `الاستهلاك ${String(units)} وحدة كهرباء`,
    detail_en: `${String(units)} units of electricity used`,
    due_date: month.due,
  };
};

const OFFENCES = {
  speeding: {
    title_ar: 'تجاوز السرعة المحددة',
    title_en: 'Speeding',
    detail_ar: 'شارع الشيخ خليفة بن سلمان، 12 أكتوبر 2026',
    detail_en: 'Shaikh Khalifa bin Salman Highway, 12 October 2026',
    due_date: '2026-12-12',
  },
  parking: {
    title_ar: 'الوقوف في مكان ممنوع',
    title_en: 'Parking where it is not allowed',
    detail_ar: 'شارع الحكومة، المنامة، 3 نوفمبر 2026',
    detail_en: 'Government Avenue, Manama, 3 November 2026',
    due_date: '2027-01-03',
  },
  telephone: {
    title_ar: 'استعمال الهاتف أثناء السياقة',
    title_en: 'Using a telephone while driving',
    detail_ar: 'شارع الملك فيصل، المنامة، 27 أكتوبر 2026',
    detail_en: 'King Faisal Highway, Manama, 27 October 2026',
    due_date: '2026-12-27',
  },
} as const satisfies Record<string, Texts>;

/** A traffic fine; its number says nothing of the person. */
export const trafficFine = (
  personalNumber: string,
  fineNumber: string,
  offence: keyof typeof OFFENCES,
  amountFils: number,
): NewBill => ({
  bill_id: `TRF-${fineNumber}`,
  service_id: 'traffic',
  reference: personalNumber,
  amount_fils: amountFils,
  ...OFFENCES[offence],
});
