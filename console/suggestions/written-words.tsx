import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SuggestionWords } from '../../contract/console-suggestions.ts';
import { askFor } from '../api.ts';
import { Waiting } from '../design/waiting.tsx';
import { useWords } from '../language.tsx';
import { useMe } from '../session.tsx';

/** As it was written. Asked for once for each look at the page, because each is written down. */
export const WrittenWords = ({ suggestionId }: { readonly suggestionId: string }): ReactNode => {
  const words = useWords();
  const me = useMe();
  const written = useQuery({
    queryKey: ['suggestion-words', suggestionId],
    queryFn: () => askFor<SuggestionWords>(me, `/suggestions/${suggestionId}/read`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (written.data === undefined) return <Waiting failed={written.isError} />;
  const { text, language } = written.data;
  return (
    <section aria-labelledby="written">
      <h2 id="written">{words.suggestions.text}</h2>
      <p className="written" dir="auto" lang={language}>
        {text}
      </p>
    </section>
  );
};
