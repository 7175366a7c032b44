import { useState, type ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { normaliseDigits } from '../../contract/digits.ts';
import type { Screen } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { CheckIcon } from '../design/icons.tsx';
import { useKiosk, type Kiosk } from '../engine/engine-context.ts';
import { useTyping, type Typing } from './typed-field.tsx';
import { TypedQuestion } from './typed-question.tsx';

type Asked = Screen & { name: 'sendReceipt' };

const HELP = 'send-help';
/** `00`, country and number. */
const MOST_DIGITS = 17;
const MOST_EMAIL = 254;

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

/** What is wrong with where it shall go, in words. */
const problemText = (
  t: Kiosk['t'],
  channel: 'sms' | 'email',
  problem: Asked['problem'],
): string | null => {
  if (problem === null) return null;
  return t(problem === 'notStored' ? 'send.notStored' : `send.${channel}.${problem}`);
};

const Address = ({
  screen,
  channel,
  typing,
}: {
  readonly screen: Asked;
  readonly channel: 'sms' | 'email';
  readonly typing: Typing;
}): ReactNode => {
  const { t, send } = useKiosk();
  return (
    <TypedQuestion
      title={t(`send.${channel}.title`)}
      lede={<p id={HELP}>{t(`send.${channel}.help`)}</p>}
      keys={channel === 'sms' ? 'digits' : 'email'}
      typing={typing}
      label={t(`send.${channel}.label`)}
      helpId={HELP}
      problem={problemText(t, channel, screen.problem)}
      act={{ say: 'send', text: t('send.send') }}
      onSubmit={() => {
        send({ do: 'sendTo', typed: typing.typed });
      }}
    />
  );
};

const Phone = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const typing = useTyping('', MOST_DIGITS, (next) => normaliseDigits(next).slice(0, MOST_DIGITS));
  return <Address screen={screen} channel="sms" typing={typing} />;
};

const Email = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const typing = useTyping('', MOST_EMAIL, (next) =>
    next.replaceAll(/\s/gu, '').toLowerCase().slice(0, MOST_EMAIL),
  );
  return <Address screen={screen} channel="email" typing={typing} />;
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
