import type { ReactNode } from 'react';
import type { TechnicianJournal } from '../../contract/technician-journal.ts';
import { formatMoment } from '../design/dates.ts';
import { useStaffSession } from './staff-context.ts';
import { useWords } from './words.ts';

/** The staff's book, the latest act first. */
export const StaffActs = ({ acts }: Pick<TechnicianJournal, 'acts'>): ReactNode => {
  const { language } = useStaffSession();
  const words = useWords().journal;
  return (
    <section>
      <h2>{words.acts}</h2>
      <ol className="staff-steps acts">
        {acts.map(({ at, who, deed, detail }, place) => (
          <li key={`${at} ${String(acts.length - place)}`}>
            <time dateTime={at}>{formatMoment(at, language)}</time>
            <span>
              {words.deed[deed]} <small>{who === null ? words.nobody : <bdi>{who}</bdi>}</small>
              {detail !== '' && (
                <>
                  {' '}
                  <bdi dir="ltr" className="staff-detail">
                    {detail}
                  </bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
};
