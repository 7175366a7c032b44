import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import {
  besidePeriod,
  PERIOD_UNITS,
  periodOf,
  readPeriod,
  type PeriodUnit,
} from '../../contract/periods.ts';
import type { Statistics } from '../../contract/statistics.ts';
import { read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { fill, useSpoken } from '../language.tsx';
import { isolated } from '../isolated.ts';
import { largeDinars } from '../money.ts';
import { go, linkTo, usePlace } from '../router.ts';
import { dayOf } from '../times.ts';
import { Chart } from './chart.tsx';
import { GrowthText } from './growth.tsx';
import { Rows } from './rows.tsx';

const isUnit = (text: unknown): text is PeriodUnit => PERIOD_UNITS.some((unit) => unit === text);

/** Transactions and dinars of a period beside those of the year before. Each period is its own address. */
export const StatisticsPage = (): ReactNode => {
  const { words, language } = useSpoken();
  const own = words.statistics;
  const { query } = usePlace();
  const [today] = useState(() => dayOf(Date.now()));
  const by = query.get('by') === 'received' ? 'received' : 'paid';
  const now = periodOf(today, 'quarter');
  const period = readPeriod(query.get('period') ?? now) ?? readPeriod(now);
  const name = period?.name ?? now;
  const statistics = useQuery({
    queryKey: ['statistics', name, by],
    queryFn: () => read<Statistics>(`/statistics?period=${name}&by=${by}`),
  });
  if (period === null) return null;
  const to = (next: { period?: string; by?: string }): string =>
    linkTo('/statistics', { period: name, by: by === 'paid' ? '' : by, ...next });
  const download = (kind: 'csv' | 'pdf'): string =>
    `/console/api/statistics/file?period=${name}&by=${by}&kind=${kind}&language=${language}`;
  const { data } = statistics;
  return (
    <>
      <div className="heading">
        <PageTitle text={`${own.title} ${isolated(name)}`} />
        <ToggleButtonGroup
          className="choice"
          aria-label={own.period}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[period.unit]}
          onSelectionChange={([unit]) => {
            // A smaller one begins where today is, where that lies in this period.
            const inside = today >= period.from && today <= period.to ? today : period.to;
            if (isUnit(unit)) go(to({ period: periodOf(inside, unit) }));
          }}
        >
          {PERIOD_UNITS.map((unit) => (
            <ToggleButton key={unit} id={unit}>
              {own.unit[unit]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <Link to={to({ period: besidePeriod(period, -1) })} className="button">
          {own.earlier}
        </Link>
        <Link to={to({ period: besidePeriod(period, 1) })} className="button">
          {own.later}
        </Link>
        <ToggleButtonGroup
          className="choice"
          aria-label={own.by}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[by]}
          onSelectionChange={([key]) => {
            go(to({ by: key === 'received' ? 'received' : '' }), true);
          }}
        >
          <ToggleButton id="paid">{own.paid}</ToggleButton>
          <ToggleButton id="received">{own.received}</ToggleButton>
        </ToggleButtonGroup>
        <a className="button" href={download('csv')} download>
          {own.csv}
        </a>
        <a className="button" href={download('pdf')} download>
          {own.pdf}
        </a>
      </div>
      {data === undefined ? (
        <Waiting failed={statistics.isError} />
      ) : (
        <>
          <dl className="headline">
            <div>
              <dt>{own.payments}</dt>
              <dd className="digits">{data.total.payments.toLocaleString('en-GB')}</dd>
              <dd className="small">
                <GrowthText
                  now={data.total.payments}
                  before={data.total.before.payments}
                  period={data.before}
                />
              </dd>
            </div>
            <div>
              <dt>{own.amount}</dt>
              <dd className="digits">{largeDinars(data.total.fils)}</dd>
              <dd className="small">
                <GrowthText
                  now={data.total.fils}
                  before={data.total.before.fils}
                  period={data.before}
                />
              </dd>
            </div>
          </dl>
          <p className="small">
            {own.counted} {data.running && fill(own.running, { period: isolated(data.before) })}
          </p>
          {data.total.payments === 0 && data.total.before.payments === 0 ? (
            <p className="note">{own.none}</p>
          ) : (
            <>
              {data.parts.length > 0 && <Chart parts={data.parts} />}
              <div className="statistics-tables">
                <Rows id="services" title={own.services} name={own.name} rows={data.services} />
                <Rows id="parts" title={own.course} name={own.part} rows={data.parts} />
                <Rows id="channels" title={own.channels} name={own.name} rows={data.channels} />
                <Rows id="kiosks" title={own.kiosks} name={own.name} rows={data.kiosks} />
              </div>
            </>
          )}
        </>
      )}
    </>
  );
};
