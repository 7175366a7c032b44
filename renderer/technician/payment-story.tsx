import { useState, type ReactNode } from 'react';
import { formatFils, type Fils } from '../../contract/money.ts';
import type { HandOverReason, Numbers } from '../../contract/technician-numbers.ts';
import { formatMoment, formatSecond } from '../design/dates.ts';
import { Button } from '../design/button.tsx';
import { Choices } from './choices.tsx';
import { Facts } from './facts.tsx';
import { useStaffSession } from './staff-context.ts';
import { useWords } from './words.ts';

const REASONS: readonly HandOverReason[] = ['refusedAgain', 'takesTooLong', 'askedByOperator'];

/** One payment: what happened to it, and what may be done. Giving it away is asked twice. */
export const PaymentStory = ({
  looked: { payment, steps },
}: {
  readonly looked: NonNullable<Numbers['looked']>;
}): ReactNode => {
  const { act, language } = useStaffSession();
  const words = useWords().numbers;
  const [reason, setReason] = useState<HandOverReason | null>(null);
  const { paymentId } = payment;
  return (
    <>
      <Facts
        rows={[
          { name: words.number, value: payment.number, code: true },
          { name: words.amount, value: formatFils(payment.fils as Fils, language) },
          { name: words.began, value: formatMoment(payment.at, language) },
          { name: words.attempts, value: payment.attempts },
        ]}
      />
      {payment.sendable && (
        <>
          <section className="staff-choices">
            <p>{words.resubmitLede}</p>
            <Button
              onPress={() => {
                act({ do: 'resubmit', paymentId });
              }}
            >
              {words.resubmit}
            </Button>
          </section>
          <Choices<HandOverReason | null>
            title={words.handOver}
            options={REASONS.map((value) => ({ value, name: words.reason[value] }))}
            chosen={reason}
            onChoose={setReason}
          />
          {reason !== null && (
            <section className="staff-choices" role="status">
              <p>
                <strong>{words.sure}</strong> {words.handOverLede}
              </p>
              <div>
                <Button
                  onPress={() => {
                    setReason(null);
                  }}
                >
                  {words.no}
                </Button>
                <Button
                  onPress={() => {
                    act({ do: 'handOver', paymentId, reason });
                    setReason(null);
                  }}
                >
                  {words.yes}
                </Button>
              </div>
            </section>
          )}
        </>
      )}
      <section>
        <h2>{words.story}</h2>
        <ol className="staff-steps">
          {steps.map(({ what, at, code }, place) => (
            // A payment's steps are only ever added to.
            <li key={place}>
              <time dateTime={at}>
                <bdi dir="ltr">{formatSecond(at)}</bdi>
              </time>
              <span>
                {words.step[what]}
                {code !== null && (
                  <>
                    {' '}
                    <bdi dir="ltr" className="staff-detail">
                      {code}
                    </bdi>
                  </>
                )}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
};
