import { type ReactNode, useId, useState } from 'react';
import { Button, Form, Label, Text, TextArea, TextField } from 'react-aria-components';
import type { SuggestionAct, SuggestionPage } from '../../contract/console-suggestions.ts';
import { MOST_ANSWER_CHARACTERS, MOST_REASON_CHARACTERS } from '../../contract/tawasul-text.ts';
import { fill, useSpoken } from '../language.tsx';

/** Acts for which something is written. */
export type Written = Exclude<SuggestionAct['act'], 'take'>;
export type Drawn = { readonly text: string; readonly ministryId: string };

/** What one act needs to be told; what was typed stays until it is done. */
export const ActForm = ({
  what,
  page,
  onSend,
  onCancel,
}: {
  readonly what: Written;
  readonly page: SuggestionPage;
  readonly onSend: (drawn: Drawn) => Promise<void>;
  readonly onCancel: () => void;
}): ReactNode => {
  const { words, language } = useSpoken();
  const [text, setText] = useState('');
  const [ministryId, setMinistryId] = useState('');
  const [isSending, setSending] = useState(false);
  const choice = useId();
  const isReady = text.trim() !== '' && (what !== 'handOver' || ministryId !== '') && !isSending;
  const others = page.ministries.filter(({ id }) => id !== page.row.ministryId);
  return (
    <Form
      className="act-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        setSending(true);
        void onSend({ text, ministryId }).finally(() => {
          setSending(false);
        });
      }}
    >
      {what === 'handOver' && (
        <div className="field">
          <label htmlFor={choice}>{words.suggestions.toMinistry}</label>
          <select
            id={choice}
            className="input"
            value={ministryId}
            onChange={(event) => {
              setMinistryId(event.target.value);
            }}
          >
            <option value="">{words.suggestions.choose}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name?.[language] ?? id}
              </option>
            ))}
          </select>
        </div>
      )}
      <TextField
        className="field"
        value={text}
        onChange={setText}
        maxLength={what === 'answer' ? MOST_ANSWER_CHARACTERS : MOST_REASON_CHARACTERS}
        autoFocus
      >
        <Label>{words.suggestions.label[what]}</Label>
        <TextArea
          className="input"
          rows={what === 'answer' ? 6 : 3}
          {...(what === 'answer'
            ? { lang: page.row.language, dir: page.row.language === 'ar' ? 'rtl' : 'ltr' }
            : { dir: 'auto' })}
        />
        <Text slot="description" className="small">
          {fill(words.suggestions.hint[what], {
            language: words.suggestions.language[page.row.language],
          })}
        </Text>
      </TextField>
      <div className="message-acts">
        <Button className="button main" type="submit" isDisabled={!isReady}>
          {fill(words.suggestions.send, { act: words.suggestions.act[what] })}
        </Button>
        <Button className="button quiet" onPress={onCancel}>
          {words.suggestions.cancel}
        </Button>
      </div>
    </Form>
  );
};
