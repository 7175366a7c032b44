import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SuggestionPage as Known } from '../../contract/console-suggestions.ts';
import { ApiTrouble, read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { PageTitle } from '../design/page-title.tsx';
import { Waiting } from '../design/waiting.tsx';
import { useSpoken } from '../language.tsx';
import { linkTo } from '../router.ts';
import { useMay } from '../session.tsx';
import { SuggestionActs } from './acts.tsx';
import { dueLook, dueText } from './due-text.ts';
import { Events } from './events.tsx';
import { SuggestionFacts } from './facts.tsx';
import { WrittenWords } from './written-words.tsx';

const LOOK_MS = 5_000;

/** One message: what was written, by when it is answered, what was done, and what may be done. */
export const SuggestionPage = ({ suggestionId }: { readonly suggestionId: string }): ReactNode => {
  const { words, language } = useSpoken();
  const mayRead = useMay('operator');
  const known = useQuery({
    queryKey: ['suggestion', suggestionId],
    queryFn: () => read<Known>(`/suggestions/${suggestionId}`),
    refetchInterval: LOOK_MS,
  });
  const isGone = known.error instanceof ApiTrouble && known.error.code === 'notFound';
  if (isGone) return <p className="note">{words.suggestions.unknown}</p>;
  if (known.data === undefined) return <Waiting failed={known.isError} />;
  const page = known.data;
  const { row } = page;
  const nowMs = Date.parse(page.now);
  const kind = words.suggestions.kind[row.kind];
  const due = dueText(row, nowMs, words, language);
  return (
    <>
      <div className="heading">
        <Link to={linkTo('/suggestions')}>{words.suggestions.back}</Link>
        <PageTitle text={row.trackingNumber === null ? kind : `${kind} ${row.trackingNumber}`} />
        <span className={`state ${dueLook(row, nowMs)}`}>
          <b>
            {words.suggestions.state[row.state]}
            {due !== '' && ` · ${due}`}
          </b>
        </span>
      </div>
      {known.isError && <Waiting failed />}
      <div className="message-page">
        <SuggestionFacts page={page} />
        <div className="message-middle">
          {mayRead && !page.isBlanked ? (
            <WrittenWords suggestionId={suggestionId} />
          ) : (
            <p className="note">
              {page.isBlanked ? words.suggestions.blanked : words.suggestions.notForRole}
            </p>
          )}
          {page.answer !== null && (
            <section aria-labelledby="answer">
              <h2 id="answer">{words.suggestions.answerIs}</h2>
              <p className="written" dir="auto">
                {page.answer}
              </p>
              <small>{words.suggestions.told[page.told]}</small>
            </section>
          )}
          {mayRead && <SuggestionActs page={page} />}
        </div>
        <Events page={page} />
      </div>
    </>
  );
};
