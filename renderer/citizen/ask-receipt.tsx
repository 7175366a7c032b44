import type { ReactNode } from 'react';
import { normaliseDigits } from '../../contract/digits.ts';
import type { Screen } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { NoteIcon } from '../design/icons.tsx';
import { OnScreenKeyboard } from '../design/keyboard.tsx';
import { Keypad } from '../design/keypad.tsx';
import { Note } from '../design/note.tsx';
import { Reference } from '../design/reference.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { Field, useTyping } from './typed-field.tsx';

type Asked = Screen & { name: 'askReceipt' };

/** With the strokes between. */
const MOST_NUMBER = 14;
const CARD_DIGITS = 4;
const HELP = 'receipt-help';

const Problem = ({ problem }: { readonly problem: Asked['problem'] }): ReactNode => {
  const { t } = useKiosk();
  return problem === null ? null : (
    <Note icon={<NoteIcon />} strong role="alert">
      {t(`askReceipt.problem.${problem}`)}
    </Note>
  );
};

const PaymentNumber = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, send, view } = useKiosk();
  const { typed, edited, edit, handedOn } = useTyping('', (next) =>
    next.toUpperCase().slice(0, MOST_NUMBER),
  );
  const problem = edited ? null : screen.problem;
  const submit = (): void => {
    handedOn();
    send({ do: 'receiptNumber', typed });
  };
  return (
    <Frame
      title={t('askReceipt.number.title')}
      canStartOver
      focusTitle={false}
      lede={
        <p id={HELP}>
          {t(view.readers.code ? 'askReceipt.number.helpScan' : 'askReceipt.number.help')}
        </p>
      }
      keyboard={
        <OnScreenKeyboard
          kind="code"
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
        <Button main say="continue" onPress={submit}>
          {t('askReceipt.continue')}
        </Button>
      }
    >
      <Field
        helpId={HELP}
        label={t('askReceipt.number.label')}
        typed={typed}
        onEdit={edit}
        invalid={problem !== null}
        onSubmit={submit}
      />
      <Problem problem={problem} />
    </Frame>
  );
};

const CardDigits = ({ screen }: { readonly screen: Asked }): ReactNode => {
  const { t, send } = useKiosk();
  const { typed, edited, edit, handedOn } = useTyping('', (next) =>
    normaliseDigits(next).slice(0, CARD_DIGITS),
  );
  const problem = edited ? null : screen.problem;
  const submit = (): void => {
    handedOn();
    send({ do: 'cardDigits', typed });
  };
  return (
    <Frame
      title={t('askReceipt.digits.title')}
      canStartOver
      focusTitle={false}
      lede={
        <>
          <p>
            {t('askReceipt.number.label')}{' '}
            <strong>
              <Reference>{screen.shortId ?? ''}</Reference>
            </strong>
          </p>
          <p id={HELP}>{t('askReceipt.digits.help')}</p>
        </>
      }
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
        <Button main say="continue" onPress={submit}>
          {t('askReceipt.show')}
        </Button>
      }
    >
      <Field
        helpId={HELP}
        label={t('askReceipt.digits.label')}
        typed={typed}
        onEdit={edit}
        invalid={problem !== null}
        onSubmit={submit}
      />
      <Problem problem={problem} />
    </Frame>
  );
};

/** A receipt without its QR: the number on it, then the card's last four digits. */
export const AskReceipt = ({ screen }: { readonly screen: Asked }): ReactNode =>
  screen.step === 'number' ? <PaymentNumber screen={screen} /> : <CardDigits screen={screen} />;
