import { type ReactNode, useState } from 'react';
import { Button, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { REMOTE_ACT_RULES, type RemoteActName } from '../../contract/remote-act-rules.ts';
import { act, ApiTrouble } from '../api.ts';
import { fill, useWords } from '../language.tsx';
import { useMay, useMe } from '../session.tsx';

/** Revoking is no act of the kiosk's: central does it, whether the kiosk hears of it or not. */
type What = RemoteActName | 'revoke';
const MOST_CHARACTERS = 200;

const NAMES = Object.keys(REMOTE_ACT_RULES) as readonly RemoteActName[];

/** One act, why it is asked for, and for the gravest the kiosk's name once more. */
export const AskForm = ({
  kioskId,
  onAsked,
}: {
  readonly kioskId: string;
  readonly onAsked: () => Promise<void>;
}): ReactNode => {
  const words = useWords();
  const me = useMe();
  const isAdministrator = useMay('administrator');
  const [what, setWhat] = useState<What | null>(null);
  const [because, setBecause] = useState('');
  const [name, setName] = useState('');
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<'changed' | 'failed' | null>(null);
  const offered: readonly What[] = [
    ...NAMES.filter((each) => isAdministrator || REMOTE_ACT_RULES[each].role === 'operator'),
    ...(isAdministrator ? (['revoke'] as const) : []),
  ];
  const isReady =
    what !== null &&
    because.trim() !== '' &&
    (what !== 'revoke' || name.trim() === kioskId) &&
    !isSending;
  const send = async (): Promise<void> => {
    if (!isReady) return;
    setSending(true);
    setTrouble(null);
    const asked =
      what === 'revoke'
        ? act(me, `/kiosks/${kioskId}/revocation`, { kioskId: name.trim(), because })
        : act(me, `/kiosks/${kioskId}/acts`, { act: what, because });
    const problem = await asked.then(
      () => null,
      (error: unknown) =>
        error instanceof ApiTrouble && error.code === 'changed' ? 'changed' : 'failed',
    );
    await onAsked();
    setSending(false);
    setTrouble(problem);
    if (problem !== null) return;
    setWhat(null);
    setBecause('');
    setName('');
  };
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">{words.remote.ask}</h2>
      <div className="remote-choice" role="group" aria-labelledby="ask">
        {offered.map((each) => (
          <Button
            key={each}
            className={each === 'revoke' ? 'button grave' : 'button'}
            aria-pressed={what === each}
            onPress={() => {
              setTrouble(null);
              setWhat(each);
            }}
          >
            {words.remote.act[each]}
          </Button>
        ))}
      </div>
      {trouble !== null && (
        <p className="note bad" role="alert">
          {words.remote[trouble]}
        </p>
      )}
      {what !== null && (
        <Form
          key={what}
          className="act-form"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <p>{words.remote.what[what]}</p>
          <TextField
            className="field"
            value={because}
            onChange={setBecause}
            maxLength={MOST_CHARACTERS}
            autoFocus
          >
            <Label>{words.remote.because}</Label>
            <Input className="input" dir="auto" />
            <Text slot="description" className="small">
              {words.remote.becauseHint}
            </Text>
          </TextField>
          {what === 'revoke' && (
            <TextField className="field" value={name} onChange={setName}>
              <Label>{fill(words.remote.nameAgain, { kiosk: kioskId })}</Label>
              <Input className="input" dir="ltr" />
            </TextField>
          )}
          <div className="message-acts">
            <Button
              className={what === 'revoke' ? 'button main grave' : 'button main'}
              type="submit"
              isDisabled={!isReady}
            >
              {words.remote.act[what]}
            </Button>
            <Button
              className="button quiet"
              onPress={() => {
                setWhat(null);
              }}
            >
              {words.remote.cancel}
            </Button>
          </div>
        </Form>
      )}
    </section>
  );
};
