import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Settlement } from '../../contract/console-settlement.ts';
import { besidePeriod, readPeriod } from '../../contract/periods.ts';
import { read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { isolated } from '../isolated.ts';
import { fill, useWords } from '../language.tsx';
import { largeDinars } from '../money.ts';
import { linkTo, usePlace } from '../router.ts';
import { dayOf } from '../times.ts';
import { DayTable } from './day-table.tsx';

/** Codes that may be newer than this page are shown as they are. */
type Codes = Readonly<Record<string, string | undefined>>;

/** A month day by day: whether what was charged is what was recorded and refused, to the fils. */
export const SettlementPage = (): ReactNode => {
  const words = useWords();
  const own = words.settlement;
  const caseKind: Codes = words.payments.caseKind;
  const { query } = usePlace();
  const [now] = useState(() => dayOf(Date.now()).slice(0, 7));
  const asked = readPeriod(query.get('month') ?? now);
  const period = asked?.unit === 'month' ? asked : readPeriod(now);
  const month = period?.name ?? now;
  const settlement = useQuery({
    queryKey: ['settlement', month],
    queryFn: () => read<Settlement>(`/settlement?month=${month}`),
  });
  if (period === null) return null;
  const { data } = settlement;
  const wrong = data?.days.filter(({ balances }) => !balances) ?? [];
  const sum = (of: (day: Settlement['days'][number]) => number): string =>
    largeDinars((data?.days ?? []).reduce((all, day) => all + of(day), 0));
  return (
    <>
      <div className="heading">
        <PageTitle text={`${own.title} ${isolated(month)}`} />
        <Link to={linkTo('/settlement', { month: besidePeriod(period, -1) })} className="button">
          {words.statistics.earlier}
        </Link>
        <Link to={linkTo('/settlement', { month: besidePeriod(period, 1) })} className="button">
          {words.statistics.later}
        </Link>
      </div>
      {data === undefined ? (
        <Waiting failed={settlement.isError} />
      ) : data.days.length === 0 ? (
        <p className="note">{own.none}</p>
      ) : (
        <>
          <p className={wrong.length === 0 ? 'state good' : 'note bad'} role="status">
            {wrong.length === 0
              ? fill(own.balances, {
                  charged: sum(({ chargedFils }) => chargedFils),
                  posted: sum(({ postedFils }) => postedFils),
                  refused: sum(({ refusedFils }) => refusedFils),
                })
              : fill(own.doesNotBalance, {
                  days: wrong.map(({ day }) => isolated(day)).join('، '),
                })}
          </p>
          <DayTable days={data.days} />
          {data.cases.length > 0 && (
            <section className="statistics-table">
              <h2>{words.payments.cases}</h2>
              <ul>
                {data.cases.map(({ caseId, day, kind, owner, paymentId }) => (
                  <li key={caseId}>
                    <bdi dir="ltr" className="digits">
                      {day}
                    </bdi>{' '}
                    <Link to={linkTo(`/cases/${caseId}`)}>{caseKind[kind] ?? kind}</Link> ·{' '}
                    <bdi dir="ltr">{owner}</bdi>{' '}
                    {paymentId !== null && (
                      <Link to={linkTo(`/payments/${paymentId}`)}>{own.payment}</Link>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </>
  );
};
