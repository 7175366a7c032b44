import type { ReactNode } from 'react';
import type { SuggestionPage } from '../../contract/console-suggestions.ts';
import { fill, useSpoken } from '../language.tsx';
import { momentText } from '../times.ts';
import { ministryText } from './due-text.ts';

/** What was done with it, the latest first. */
export const Events = ({ page }: { readonly page: SuggestionPage }): ReactNode => {
  const { words, language } = useSpoken();
  return (
    <section className="message-events" aria-labelledby="done">
      <h2 id="done">{words.suggestions.timeline}</h2>
      {page.events.length === 0 && <p className="note">{words.suggestions.nothingDone}</p>}
      <ol>
        {page.events.toReversed().map(({ at, what, by, text, ministryId }, index) => (
          <li key={page.events.length - index}>
            <small>
              <bdi dir="ltr">{momentText(at)}</bdi>
            </small>
            <b>
              {fill(words.suggestions.event[what], {
                name: by ?? '',
                ministry: ministryText(page.ministries, ministryId ?? '', language),
              })}
            </b>
            {text !== null && (
              <p className="written" dir="auto">
                {text}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
