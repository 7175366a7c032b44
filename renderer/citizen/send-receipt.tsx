import { useState, type ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { normaliseDigits } from '../../contract/digits.ts';
import type { Screen } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { CheckIcon, NoteIcon } from '../design/icons.tsx';
import { OnScreenKeyboard } from '../design/keyboard.tsx';
import { Keypad } from '../design/keypad.tsx';
import { Note } from '../design/note.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { Field, useTyping } from './typed-field.tsx';

type Asked = Screen & { name: 'sendReceipt' };

const HELP = 'send-help';
/** `00`, country and number. */
const MOST_DIGITS = 17;
const MOST_EMAIL = 254;

const Problem = ({
  channel,
  problem,
}: {
  readonly channel: 'sms' | 'email';
  readonly problem: Asked['problem'];
}): ReactNode => {
  const { t } = useKiosk();
  if (problem === null) return null;
  return (
    <Note icon={<NoteIcon />} strong role="alert">
      {t(problem === 'notStored' ? 'send.notStored' : `send.${channel}.${problem}`)}
    </Note>
  );
};

/** Off until somebody wants it. */
const Remind = ({
  chosen,
  onChange,
}: {
  readonly chosen: boolean;
  readonly onChange: (chosen: boolean) => void;
}): ReactNode => {
  const { t } = useKiosk();
  return (
    <CheckboxField isSelected={chosen} onChange={onChange}>
      <CheckboxButton className="bill remind" data-say="remind">
        <span className="bill-tick">
          <CheckIcon size={44} />
        </span>
        <span>{t('send.remind')}</span>
      </CheckboxButton>
    </CheckboxField>
  );
};

/** By what: one large choice each. */
const Channel = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, send } = useKiosk();
  const [remind, setRemind] = useState(false);
  return (
    <Frame title={t('send.title')} lede={<p>{t('send.lede')}</p>}>
      {screen.canRemind && <Remind chosen={remind} onChange={setRemind} />}
      <div className="send-channels">
        {screen.channels.map((channel) => (
          <Button
            key={channel}
            className="send-channel"
            say={channel}
            onPress={() => {
              send({ do: 'sendBy', channel, remind });
            }}
          >
            {t(`send.${channel}.choose`)}
          </Button>
        ))}
      </div>
    </Frame>
  );
};

const Phone = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, send } = useKiosk();
  const { typed, edited, edit, handedOn } = useTyping('', (next) =>
    normaliseDigits(next).slice(0, MOST_DIGITS),
  );
  const problem = edited ? null : screen.problem;
  const submit = (): void => {
    handedOn();
    send({ do: 'sendTo', typed });
  };
  return (
    <Frame
      title={t('send.sms.title')}
      focusTitle={false}
      lede={<p id={HELP}>{t('send.sms.help')}</p>}
      pad={
        <Keypad
          label={t('reference.keypad')}
          clearText={t('reference.clear')}
          deleteText={t('reference.delete')}
          onDigit={(digit) => {
            edit(typed + digit);
          }}
          onDelete={() => {
            edit(typed.slice(0, -1));
          }}
          onClear={() => {
            edit('');
          }}
        />
      }
      acts={
        <Button main say="send" onPress={submit}>
          {t('send.send')}
        </Button>
      }
    >
      <Field
        helpId={HELP}
        label={t('send.sms.label')}
        typed={typed}
        onEdit={edit}
        invalid={problem !== null}
        onSubmit={submit}
      />
      <Problem channel="sms" problem={problem} />
    </Frame>
  );
};

const Email = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, send } = useKiosk();
  const { typed, edited, edit, handedOn } = useTyping('', (next) =>
    next.replaceAll(/\s/gu, '').toLowerCase().slice(0, MOST_EMAIL),
  );
  const problem = edited ? null : screen.problem;
  const submit = (): void => {
    handedOn();
    send({ do: 'sendTo', typed });
  };
  return (
    <Frame
      title={t('send.email.title')}
      focusTitle={false}
      lede={<p id={HELP}>{t('send.email.help')}</p>}
      keyboard={
        <OnScreenKeyboard
          kind="email"
          label={t('keyboard.label')}
          onKey={(key) => {
            edit(typed + key);
          }}
          onDelete={() => {
            edit(typed.slice(0, -1));
          }}
        />
      }
      acts={
        <Button main say="send" onPress={submit}>
          {t('send.send')}
        </Button>
      }
    >
      <Field
        helpId={HELP}
        label={t('send.email.label')}
        typed={typed}
        onEdit={edit}
        invalid={problem !== null}
        onSubmit={submit}
      />
      <Problem channel="email" problem={problem} />
    </Frame>
  );
};

/** The receipt by text message or e-mail: by what, then to where. */
export const SendReceipt = ({ screen }: { readonly screen: Asked }): ReactNode => {
  switch (screen.channel) {
    case null:
      return <Channel screen={screen} />;
    case 'sms':
      return <Phone screen={screen} />;
    case 'email':
      return <Email screen={screen} />;
  }
};
