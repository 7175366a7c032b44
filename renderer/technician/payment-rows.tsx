import type { ReactNode } from 'react';
import type { PaymentId } from '../../contract/ids.ts';
import { formatFils, type Fils } from '../../contract/money.ts';
import type { PaymentState } from '../../contract/payment.ts';
import type { OpenPayment } from '../../contract/technician-numbers.ts';
import { Button } from '../design/button.tsx';
import { formatMoment } from '../design/dates.ts';
import { CheckIcon, NoteIcon } from '../design/icons.tsx';
import { useStaffSession } from './staff-context.ts';
import { useWords } from './words.ts';

/** Nobody need do anything about these. */
const WELL: readonly PaymentState[] = [
  'confirmed',
  'posted',
  'declined',
  'cancelled',
  'notCharged',
  'reversed',
  'refunded',
];

/** Payments to choose from; what somebody must look at stands out. */
export const PaymentRows = (props: {
  readonly payments: readonly OpenPayment[];
  readonly onLook: (id: PaymentId) => void;
}): ReactNode => {
  const { language } = useStaffSession();
  const words = useWords().numbers;
  return (
    <ul className="staff-list">
      {props.payments.map(({ paymentId, number, state, fils, at }) => (
        <li key={paymentId}>
          <Button
            className={WELL.includes(state) ? 'staff-row' : 'staff-row ill'}
            onPress={() => {
              props.onLook(paymentId);
            }}
          >
            {WELL.includes(state) ? <CheckIcon /> : <NoteIcon />}
            <span className="staff-row-name">
              <bdi dir="ltr">{number}</bdi>
              <br />
              <small>{formatMoment(at, language)}</small>
            </span>
            <span className="staff-row-sum">
              {formatFils(fils as Fils, language)}
              <br />
              <small>{words.state[state]}</small>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
};
