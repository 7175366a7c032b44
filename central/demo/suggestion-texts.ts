import type { Suggestion } from '../../contract/tawasul.ts';

export type SampleMessage = Pick<Suggestion, 'kind' | 'ministryId' | 'language' | 'text'> & {
  readonly daysAgo: number;
  readonly phone?: string;
  readonly answer?: string;
  readonly isClosed?: true;
};

/** Invented, as their streets and phones are: nobody wrote them. */
export const SAMPLE_MESSAGES: readonly SampleMessage[] = [
  {
    kind: 'complaint',
    ministryId: 'works',
    language: 'ar',
    daysAgo: 16,
    phone: '30000001',
    text: 'رسالة تجريبية: إنارة الشارع 0001 في مجمع 000 مطفأة منذ أسبوعين.',
  },
  {
    kind: 'complaint',
    ministryId: 'works',
    language: 'en',
    daysAgo: 9,
    text: 'Made-up message: the pavement of Road 0002, Block 000, is broken beside the school gate.',
  },
  {
    kind: 'suggestion',
    ministryId: 'works',
    language: 'en',
    daysAgo: 3,
    phone: '30000002',
    text: 'Made-up message: a bench and some shade at the bus stop of Road 0003 would help the elderly.',
  },
  {
    kind: 'complaint',
    ministryId: 'health',
    language: 'ar',
    daysAgo: 7,
    phone: '30000003',
    text: 'رسالة تجريبية: انتظرت ساعتين في المركز الصحي التجريبي ولم تُعرض الأرقام على الشاشة.',
  },
  {
    kind: 'suggestion',
    ministryId: 'health',
    language: 'ar',
    daysAgo: 2,
    text: 'رسالة تجريبية: أقترح فتح الصيدلية مساءً يومي الجمعة والسبت.',
  },
  {
    kind: 'suggestion',
    ministryId: 'education',
    language: 'en',
    daysAgo: 13,
    text: 'Made-up message: please put the school calendar on the website before the summer.',
  },
  {
    kind: 'complaint',
    ministryId: 'education',
    language: 'ar',
    daysAgo: 1,
    phone: '30000004',
    text: 'رسالة تجريبية: تتأخر الحافلة رقم 000 كل صباح.',
  },
  {
    kind: 'complaint',
    ministryId: 'municipalities',
    language: 'en',
    daysAgo: 5,
    text: 'Made-up message: the bins in Block 000 were not emptied this week.',
  },
  {
    kind: 'suggestion',
    ministryId: 'interior',
    language: 'ar',
    daysAgo: 6,
    text: 'رسالة تجريبية: أقترح إرسال تذكير قبل انتهاء بطاقة الهوية.',
    answer: 'رد تجريبي: شكرًا لاقتراحك. سيُرسل التذكير قبل شهر من الانتهاء.',
  },
  {
    kind: 'complaint',
    ministryId: 'municipalities',
    language: 'ar',
    daysAgo: 20,
    text: 'رسالة تجريبية: بوابة الحديقة التجريبية مكسورة.',
    answer: 'رد تجريبي: أُصلحت البوابة.',
    isClosed: true,
  },
];
