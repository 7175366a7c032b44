/** Made-up payments to look at and to test with. */
import type { TawasulFacts } from './tawasul-slip.ts';
import type { Fils } from '../../contract/money.ts';
import type { ReceiptFacts, ReceiptKind } from './facts.ts';

export const sampleFacts = (kind: ReceiptKind): ReceiptFacts => ({
  language: 'ar',
  kind,
  copy: false,
  kioskId: 'BH-0042',
  place: { ar: 'مجمع السيف', en: 'Seef Mall' },
  ministry: { ar: 'هيئة الكهرباء والماء', en: 'Electricity and Water Authority' },
  service: { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' },
  payerName: 'A*** M***',
  lines: [
    {
      title: { ar: 'فاتورة الكهرباء والماء', en: 'Electricity and water bill' },
      detail: { ar: 'أكتوبر 2026', en: 'October 2026' },
      reference: '12345678',
      referenceLabel: { ar: 'رقم الحساب', en: 'Account' },
      amountFils: 32_569 as Fils,
      postingNumber: kind === 'final' ? 'EWA-2026-004711' : null,
    },
  ],
  totalFils: 32_569 as Fils,
  date: Date.UTC(2026, 10, 22, 13, 40),
  scheme: 'VISA',
  lastFour: '4242',
  authorisationCode: kind === 'checking' ? null : '083192',
  shortPaymentId: '01JD-8K2M-77QX',
  slipUrl: 'https://pay.example/r/01JD8K2M77QX4T9ZB5',
  queuedUntil: kind === 'queued' ? Date.UTC(2026, 10, 25, 13, 40) : null,
});

/** Several fines in one payment, a long ministry, a reprint. */
export const sampleFines = (kind: ReceiptKind): ReceiptFacts => {
  const fine = (
    ar: string,
    en: string,
    reference: string,
    fils: number,
  ): ReceiptFacts['lines'][number] => ({
    title: { ar: 'مخالفة مرورية', en: 'Traffic fine' },
    detail: { ar, en },
    reference,
    referenceLabel: { ar: 'رقم المخالفة', en: 'Fine no.' },
    amountFils: fils as Fils,
    postingNumber: kind === 'final' ? `T-${reference}` : null,
  });
  return {
    ...sampleFacts(kind),
    language: 'en',
    copy: true,
    payerName: null,
    ministry: {
      ar: 'وزارة الداخلية - الإدارة العامة للمرور',
      en: 'Ministry of Interior - General Directorate of Traffic',
    },
    service: { ar: 'المخالفات المرورية', en: 'Traffic fines' },
    lines: [
      fine(
        'تجاوز السرعة 97 كم/س، شارع الملك فيصل',
        'Speeding 97 km/h, King Faisal Highway',
        '20260012345',
        20_000,
      ),
      fine('الوقوف الممنوع، المنامة 304', 'No parking, Manama 304', '20260012399', 5_500),
    ],
    totalFils: 25_500 as Fils,
  };
};

export const sampleTawasul: TawasulFacts = {
  kind: 'tawasul',
  language: 'ar',
  kioskId: 'BH-0042',
  place: { ar: 'مجمع السيف', en: 'Seef Mall' },
  ministry: { ar: 'وزارة الأشغال', en: 'Ministry of Works' },
  about: 'complaint',
  trackingNumber: '7K2M-9QXD-04TB',
  url: 'https://pay.example/r/tawasul/7K2M-9QXD-04TB',
  dueWorkingDays: 5,
  date: Date.UTC(2026, 10, 23, 6, 30),
};
