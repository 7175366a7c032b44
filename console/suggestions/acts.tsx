import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import type { SuggestionAct, SuggestionPage } from '../../contract/console-suggestions.ts';
import { act, ApiTrouble } from '../api.ts';
import { useWords } from '../language.tsx';
import { useMe } from '../session.tsx';
import { ActForm, type Drawn, type Written } from './act-form.tsx';

type What = SuggestionAct['act'];

const mayNow = ({ row, isBlanked }: SuggestionPage): readonly What[] => {
  if (isBlanked) return [];
  if (row.state === 'open') return ['take', 'answer', 'handOver', 'note', 'close'];
  return row.state === 'answered' ? ['note', 'close', 'reopen'] : ['note', 'reopen'];
};

const bodyOf = (what: Written, version: number, { text, ministryId }: Drawn): SuggestionAct => {
  switch (what) {
    case 'answer':
      return { act: what, version, text };
    case 'note':
      return { act: what, text };
    case 'handOver':
      return { act: what, version, ministryId, because: text };
    case 'close':
    case 'reopen':
      return { act: what, version, because: text };
  }
};

/** What an operator may do with it now. Whoever acts on what somebody else has changed meanwhile is told. */
export const SuggestionActs = ({ page }: { readonly page: SuggestionPage }): ReactNode => {
  const words = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [form, setForm] = useState<{ what: Written; version: number } | null>(null);
  const [trouble, setTrouble] = useState<'changed' | 'failed' | null>(null);
  const { id } = page.row;
  const send = async (body: SuggestionAct): Promise<void> => {
    setTrouble(null);
    const problem = await act(me, `/suggestions/${id}/acts`, body).then(
      () => null,
      (error: unknown) =>
        error instanceof ApiTrouble && error.code === 'changed' ? 'changed' : 'failed',
    );
    await queries.invalidateQueries({ queryKey: ['suggestion', id] });
    void queries.invalidateQueries({ queryKey: ['suggestions'] });
    setTrouble(problem);
    if (problem === null) setForm(null);
    else if (form !== null) {
      // Who was told so and sends again means what stands there now.
      const now = queries.getQueryData<SuggestionPage>(['suggestion', id]);
      setForm({ ...form, version: now?.version ?? page.version });
    }
  };
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.suggestions.acts}</h2>
      <div className="message-acts">
        {mayNow(page).map((what) => (
          <Button
            key={what}
            className="button"
            aria-pressed={form?.what === what}
            onPress={() => {
              setTrouble(null);
              if (what === 'take') void send({ act: 'take', version: page.version });
              else setForm({ what, version: page.version });
            }}
          >
            {words.suggestions.act[what]}
          </Button>
        ))}
      </div>
      {trouble !== null && (
        <p className="note bad" role="alert">
          {words.suggestions[trouble]}
        </p>
      )}
      {form !== null && (
        <ActForm
          key={form.what}
          what={form.what}
          page={page}
          onSend={(drawn) => send(bodyOf(form.what, form.version, drawn))}
          onCancel={() => {
            setForm(null);
            setTrouble(null);
          }}
        />
      )}
    </section>
  );
};
