import { type ReactNode, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { CaseRow } from '../../contract/console-cases.ts';
import { act } from '../api.ts';
import { useWords } from '../language.tsx';
import { useMe } from '../session.tsx';

const MOST_CHARACTERS = 500;

/** Taking a case on, and closing one that no kiosk waits for. */
export const CaseActs = ({
  row,
  onDone,
}: {
  readonly row: CaseRow;
  readonly onDone: () => Promise<void>;
}): ReactNode => {
  const { cases: words } = useWords();
  const me = useMe();
  const [because, setBecause] = useState('');
  const [failed, setFailed] = useState(false);
  const send = async (what: 'take' | 'close', body: object): Promise<void> => {
    setFailed(false);
    const went = await act(me, `/cases/${row.caseId}/${what}`, body).then(
      () => true,
      () => false,
    );
    setFailed(!went);
    await onDone();
  };
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.acts}</h2>
      {failed && (
        <p className="note bad" role="alert">
          {words.trouble.failed}
        </p>
      )}
      <div className="message-acts">
        <Button
          className="button"
          isDisabled={row.owner === me.name}
          onPress={() => {
            void send('take', {});
          }}
        >
          {words.take}
        </Button>
      </div>
      {!row.asksPeople && (
        <Form
          className="act-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (because.trim() !== '') void send('close', { because });
          }}
        >
          <TextField
            className="field"
            value={because}
            onChange={setBecause}
            maxLength={MOST_CHARACTERS}
          >
            <Label>{words.closeWhy}</Label>
            <Input className="input" dir="auto" />
          </TextField>
          <div className="message-acts">
            <Button className="button" type="submit" isDisabled={because.trim() === ''}>
              {words.close}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
};
