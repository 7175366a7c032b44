import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Quarantine } from '../../contract/console-payments.ts';
import { act, queries, read } from '../api.ts';
import { useWords } from '../language.tsx';
import { largeDinars } from '../money.ts';
import { useMay, useMe } from '../session.tsx';
import { momentText } from '../times.ts';

type Kept = Quarantine['payments'][number];

/** Payments of revoked kiosks and keys: posted once two operators want it. Nothing where there is none. */
export const QuarantineList = (): ReactNode => {
  const words = useWords().payments;
  const me = useMe();
  const mayAct = useMay('operator');
  const kept = useQuery({
    queryKey: ['quarantine'],
    queryFn: () => read<Quarantine>('/quarantine'),
  });
  const release = useMutation({
    mutationFn: ({ kioskId, paymentId }: Kept) =>
      act(me, `/quarantine/${kioskId}/${paymentId}/release`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['quarantine'] }),
  });
  const payments = kept.data?.payments ?? [];
  if (payments.length === 0) return null;
  return (
    <section className="statistics-table">
      <h2 id="quarantine">{words.quarantine}</h2>
      <p className="small">{words.quarantineLede}</p>
      {release.isError && (
        <p className="note bad" role="alert">
          {words.failed}
        </p>
      )}
      <div className="lines" tabIndex={0} role="group" aria-labelledby="quarantine">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.field.number}</th>
              <th scope="col">{words.came}</th>
              <th scope="col">{words.field.kiosk}</th>
              <th scope="col" className="figures">
                {words.field.amount}
              </th>
              <th scope="col">{words.decision}</th>
            </tr>
          </thead>
          <tbody>
            {payments.map((payment) => (
              <tr key={payment.paymentId}>
                <th scope="row" className="digits">
                  <bdi dir="ltr">{payment.number}</bdi>
                </th>
                <td className="digits">
                  <bdi dir="ltr">{momentText(payment.receivedAt)}</bdi>
                </td>
                <td>
                  <bdi dir="ltr">{payment.kioskId}</bdi>
                </td>
                <td className="figures digits">{largeDinars(payment.fils)}</td>
                <td>
                  {words.wished[payment.wished]}{' '}
                  {mayAct && payment.wished !== 'self' && (
                    <Button
                      className="button"
                      isDisabled={release.isPending}
                      aria-label={`${words.release[payment.wished]} ${payment.number}`}
                      onPress={() => {
                        release.mutate(payment);
                      }}
                    >
                      {words.release[payment.wished]}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
