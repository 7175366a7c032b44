import type { ReactNode } from 'react';
import type { FoundPayment } from '../../contract/console-payments.ts';
import { Link } from '../design/link.tsx';
import { useSpoken } from '../language.tsx';
import { largeDinars } from '../money.ts';
import { linkTo } from '../router.ts';
import { momentText } from '../times.ts';

const LOOK = { posted: 'good', refused: 'bad', returned: 'warn' } as const;

/** A page of payments; each leads to its story. */
export const PaymentTable = (props: { readonly payments: readonly FoundPayment[] }): ReactNode => {
  const { words, language } = useSpoken();
  const own = words.payments;
  if (props.payments.length === 0) return <p className="note">{own.none}</p>;
  return (
    <div className="lines plain" tabIndex={0} role="group" aria-label={own.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{own.field.number}</th>
            <th scope="col">{own.when}</th>
            <th scope="col">{own.field.kiosk}</th>
            <th scope="col">{own.field.service}</th>
            <th scope="col" className="figures">
              {own.field.amount}
            </th>
            <th scope="col">{own.field.only}</th>
          </tr>
        </thead>
        <tbody>
          {props.payments.map((payment) => (
            <tr key={payment.paymentId}>
              <th scope="row" className="digits">
                <Link to={linkTo(`/payments/${payment.paymentId}`)}>
                  <bdi dir="ltr">{payment.number}</bdi>
                </Link>
              </th>
              <td className="digits">
                <bdi dir="ltr">{momentText(payment.authorisedAt)}</bdi>
              </td>
              <td>
                <Link to={linkTo(`/kiosks/${payment.kioskId}`)}>
                  <bdi dir="ltr">{payment.kioskId}</bdi>
                </Link>
              </td>
              <td>{payment.services.map((service) => service[language]).join('، ')}</td>
              <td className="figures digits">{largeDinars(payment.totalFils)}</td>
              <td>
                <span className={`state ${LOOK[payment.state]}`}>{own.state[payment.state]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
