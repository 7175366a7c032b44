import type { ReactNode } from 'react';
import type { SuggestionInbox } from '../../contract/console-suggestions.ts';
import { Link } from '../design/link.tsx';
import { useSpoken } from '../language.tsx';
import { countedText } from './due-text.ts';

/** Each ministry with what it has to answer, those with late ones first; one of them narrows the list. */
export const Ministries = ({
  ministries,
  chosen,
  addressOf,
}: {
  readonly ministries: SuggestionInbox['ministries'];
  readonly chosen: string;
  readonly addressOf: (ministry: string) => string;
}): ReactNode => {
  const { words, language } = useSpoken();
  const sum = (what: 'open' | 'late'): number =>
    ministries.reduce((all, each) => all + each[what], 0);
  const lines = [
    { id: '', text: words.suggestions.allMinistries, open: sum('open'), late: sum('late') },
    ...ministries
      .map((each) => ({ ...each, text: each.name?.[language] ?? each.id }))
      .toSorted((a, b) => b.late - a.late || b.open - a.open),
  ];
  return (
    <nav className="ministries" aria-label={words.suggestions.ministries}>
      <ul>
        {lines.map(({ id, text, open, late }) => (
          <li key={id}>
            <Link to={addressOf(id)} className="ministry" current={id === chosen}>
              <span>{text}</span>
              <small>
                {countedText('messages', open, words, language)}
                {late > 0 && (
                  <b className="late"> · {countedText('overdue', late, words, language)}</b>
                )}
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};
