import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import type { Alert } from '../../contract/console.ts';
import { act } from '../api.ts';
import { Link } from '../design/link.tsx';
import { fill, useSpoken } from '../language.tsx';
import { linkTo } from '../router.ts';
import { useMay, useMe } from '../session.tsx';
import { dayOf, momentText } from '../times.ts';
import { measureText } from './measure-text.ts';

/** One alert: what and where, who looks after it, what colleagues wrote; and what may be done. */
export const AlertCard = ({
  alert,
  showsKiosk,
}: {
  readonly alert: Alert;
  readonly showsKiosk: boolean;
}): ReactNode => {
  const { words, language } = useSpoken();
  const mayAct = useMay('operator');
  const [failed, setFailed] = useState(false);
  const title = useId();
  const me = useMe();
  const queries = useQueryClient();
  const isOpen = alert.closedAt === null;
  const send = (what: string, body?: unknown): void => {
    setFailed(false);
    void act(me, `/alerts/${alert.id}/${what}`, body)
      .catch(() => {
        setFailed(true);
      })
      .then(() => queries.invalidateQueries({ queryKey: ['alerts'] }));
  };
  const sinceMs = Date.parse(alert.since);
  const moment = linkTo(`/kiosks/${alert.kioskId}`, { day: dayOf(sinceMs), at: String(sinceMs) });
  return (
    <li className="alert" aria-labelledby={title}>
      <div className="alert-what">
        <span className={`state ${isOpen ? 'bad' : 'dull'}`}>
          <b id={title}>
            {words.alert[alert.rule]}
            {showsKiosk && (
              <>
                {' · '}
                <bdi>{alert.kioskId}</bdi>
              </>
            )}
          </b>
        </span>
        {showsKiosk && <small>{alert.place?.[language] ?? ''}</small>}
        <span>{measureText(alert, words)}</span>
        <Link to={moment}>{fill(words.alerts.since, { time: momentText(alert.since) })}</Link>
      </div>
      <Story alert={alert} />
      {isOpen && mayAct && (
        <div className="alert-acts">
          {alert.acknowledgedAt === null && (
            <Button
              className="button"
              onPress={() => {
                send('acknowledge');
              }}
            >
              {words.alerts.take}
            </Button>
          )}
          <Button
            className="button"
            onPress={() => {
              send('clear');
            }}
          >
            {words.alerts.clear}
          </Button>
          <NoteForm
            onNote={(text) => {
              send('notes', { text });
            }}
          />
        </div>
      )}
      {failed && (
        <p className="note bad" role="alert">
          {words.alerts.failed}
        </p>
      )}
    </li>
  );
};

const Story = ({ alert }: { readonly alert: Alert }): ReactNode => {
  const { words } = useSpoken();
  const { acknowledgedAt, acknowledgedBy, closedAt, closedBy, notes } = alert;
  return (
    <ul className="story">
      {acknowledgedAt !== null && (
        <li>
          {fill(words.alerts.took, {
            name: acknowledgedBy ?? '',
            time: momentText(acknowledgedAt),
          })}
        </li>
      )}
      {notes.map(({ at, by, text }) => (
        <li key={`${at} ${text}`}>
          <span dir="auto">{text}</span>{' '}
          <small>{fill(words.alerts.noteSaid, { name: by, time: momentText(at) })}</small>
        </li>
      ))}
      {closedAt !== null && (
        <li>
          {closedBy === null
            ? fill(words.alerts.passed, { time: momentText(closedAt) })
            : fill(words.alerts.closedBy, { name: closedBy, time: momentText(closedAt) })}
        </li>
      )}
    </ul>
  );
};

const NoteForm = ({ onNote }: { readonly onNote: (text: string) => void }): ReactNode => {
  const { words } = useSpoken();
  const [text, setText] = useState('');
  return (
    <Form
      className="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        onNote(text.trim());
        setText('');
      }}
    >
      <TextField value={text} onChange={setText} maxLength={1_000}>
        <Label className="out-of-sight">{words.alerts.note}</Label>
        <Input className="input" placeholder={words.alerts.note} />
      </TextField>
      <Button className="button" type="submit" isDisabled={text.trim() === ''}>
        {words.alerts.addNote}
      </Button>
    </Form>
  );
};
