import type { ReactNode } from 'react';
import type { SettlementDay } from '../../contract/console-settlement.ts';
import { useWords } from '../language.tsx';
import { largeDinars } from '../money.ts';

/** The days of a month; one that does not balance says so in words. */
export const DayTable = ({ days }: { readonly days: readonly SettlementDay[] }): ReactNode => {
  const { settlement: words } = useWords();
  const columns = ['charges', 'charged', 'posted', 'refused', 'returned', 'acquirer'] as const;
  return (
    <div className="lines plain" tabIndex={0} role="group" aria-label={words.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.column.day}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="figures">
                {words.column[name]}
              </th>
            ))}
            <th scope="col">{words.column.state}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row" className="digits">
                <bdi dir="ltr">{day.day}</bdi>
              </th>
              <td className="figures digits">{day.charges.toLocaleString('en-GB')}</td>
              <td className="figures digits">{largeDinars(day.chargedFils)}</td>
              <td className="figures digits">{largeDinars(day.postedFils)}</td>
              <td className="figures digits">{largeDinars(day.refusedFils)}</td>
              <td className="figures digits">{largeDinars(day.returnedFils)}</td>
              <td className="figures digits">
                {day.acquirer === null ? words.noFile : largeDinars(day.acquirer.fils)}
              </td>
              <td>
                <span className={day.balances ? 'state good' : 'state bad'}>
                  {day.balances ? words.balanced : words.unbalanced}
                  {' · '}
                  {day.closedAt === null ? words.open : words.closed}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
