import type { Language } from '../../contract/language.ts';
import { formatFils, sumFils, type Fils } from '../../contract/money.ts';
import { asHtml, fillMessage, plainText, type Wording } from '../messages/compose.ts';
import type { OutgoingMessage } from '../messages/sender.ts';
import type { BillRow } from '../store/rows.ts';

/** What is due by when, where it can be paid, and how to hear no more of it; no reference, no name. */
export const composeReminder = (
  bills: readonly BillRow[],
  serviceId: string,
  stopCode: string,
  language: Language,
  { services, receiptUrl }: Wording,
): Omit<OutgoingMessage, 'id' | 'address'> => {
  const service = services.find(({ id }) => id === serviceId);
  const due = sumFils(bills.map((bill) => (bill.amount_fils - bill.paid_fils) as Fils));
  const facts = {
    what: service?.title[language] ?? fillMessage(language, 'otherService'),
    amount: formatFils(due, language),
    date: new Intl.DateTimeFormat(language === 'ar' ? 'ar-BH-u-nu-latn' : 'en-GB', {
      dateStyle: 'long',
      timeZone: 'UTC',
    }).format(new Date(`${bills[0]?.due_date ?? ''}T00:00:00Z`)),
    url: `${receiptUrl.replace(/\/+$/u, '')}/stop/${stopCode}`,
  };
  const said = fillMessage(language, 'remindDue', facts);
  const where = fillMessage(language, 'remindWhere');
  const stop = fillMessage(language, 'remindStop', facts);
  return {
    subject: plainText(fillMessage(language, 'remindSubject', facts)),
    text: plainText([said, where, stop].join('\n')),
    html: asHtml(language, {
      happened: said,
      rows: [],
      link: { url: facts.url, text: fillMessage(language, 'remindNoMore') },
      small: where,
    }),
  };
};
