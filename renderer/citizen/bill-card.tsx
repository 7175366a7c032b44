import type { ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { formatFils } from '../../contract/money.ts';
import type { Bill } from '../../contract/payment.ts';
import { Amount } from '../design/amount.tsx';
import { formatDay } from '../design/dates.ts';
import { CheckIcon } from '../design/icons.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';

export const BillWords = ({
  bill,
  over,
  dated = true,
}: {
  readonly bill: Bill;
  readonly over?: ReactNode;
  /** False where nothing is due. */
  readonly dated?: boolean;
}): ReactNode => {
  const { t, language } = useKiosk();
  return (
    <span>
      {over !== undefined && <span className="bill-detail">{over}</span>}
      <span className="bill-title">{pick(bill.title, language)}</span>
      <span className="bill-detail">{pick(bill.detail, language)}</span>
      {bill.parts?.map(({ title, amountFils }) => (
        <span key={title.en} className="bill-detail">
          {pick(title, language)} <bdi>{formatFils(amountFils, language)}</bdi>
        </span>
      ))}
      {dated && (
        <span className="bill-detail">
          {t('bills.due', { date: formatDay(bill.dueDate, language) })}
        </span>
      )}
    </span>
  );
};

/** A bill that can be taken in or left out; the whole card is the target. */
export const BillChoice = ({
  bill,
  over,
}: {
  readonly bill: Bill;
  readonly over?: ReactNode;
}): ReactNode => {
  const { language } = useKiosk();
  return (
    <CheckboxField value={bill.billId}>
      <CheckboxButton className="bill" data-say={`bill:${bill.billId}`}>
        <span className="bill-tick">
          <CheckIcon size={44} />
        </span>
        <BillWords bill={bill} {...(over === undefined ? {} : { over })} />
        <Amount fils={bill.amountFils} language={language} size="medium" />
      </CheckboxButton>
    </CheckboxField>
  );
};
