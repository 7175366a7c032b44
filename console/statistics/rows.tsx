import type { ReactNode } from 'react';
import type { StatisticsRow } from '../../contract/statistics.ts';
import { useSpoken } from '../language.tsx';
import { largeDinars } from '../money.ts';
import { GrowthCell } from './growth.tsx';

/** One table of the statistics, this period beside the year before. */
export const Rows = (props: {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly rows: readonly StatisticsRow[];
}): ReactNode => {
  const { words, language } = useSpoken();
  const own = words.statistics;
  const { id, rows } = props;
  if (rows.length === 0) return null;
  const saidOf = ({ name, said }: StatisticsRow): string =>
    said?.[language] ?? (name === 'kiosk' ? own.kioskChannel : name);
  return (
    <section className="statistics-table">
      <h2 id={id}>{props.title}</h2>
      <div className="lines" tabIndex={0} role="group" aria-labelledby={id}>
        <table>
          <thead>
            <tr>
              <th scope="col">{props.name}</th>
              <th scope="col" className="figures">
                {own.payments}
              </th>
              <th scope="col" className="figures">
                {own.amount}
              </th>
              <th scope="col" className="figures">
                {own.before}
              </th>
              <th scope="col" className="figures">
                {own.growth}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">
                  <bdi>{saidOf(row)}</bdi>
                </th>
                <td className="figures digits">{row.payments.toLocaleString('en-GB')}</td>
                <td className="figures digits">{largeDinars(row.fils)}</td>
                <td className="figures digits">{largeDinars(row.before.fils)}</td>
                <td className="figures digits">
                  <GrowthCell now={row.fils} before={row.before.fils} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
