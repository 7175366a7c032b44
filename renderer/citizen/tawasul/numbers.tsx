import type { ReactNode } from 'react';
import { normaliseDigits } from '../../../contract/digits.ts';
import { Button } from '../../design/button.tsx';
import { Frame } from '../../design/frame.tsx';
import { NoteIcon } from '../../design/icons.tsx';
import { OnScreenKeyboard } from '../../design/keyboard.tsx';
import { Keypad } from '../../design/keypad.tsx';
import { Note } from '../../design/note.tsx';
import { useKiosk } from '../../engine/engine-context.ts';
import { Field, useTyping } from '../typed-field.tsx';
import { STEPS, useWish, type StepOf } from './use-tawasul.ts';

const MOST_DIGITS = 15;
/** With the strokes between. */
const MOST_CODE = 14;

export const Phone = ({ step }: { readonly step: StepOf<'phone'> }): ReactNode => {
  const { t } = useKiosk();
  const wish = useWish();
  const { typed, edited, edit, handedOn } = useTyping(step.phone, (next) =>
    normaliseDigits(next).slice(0, MOST_DIGITS),
  );
  const problem = edited ? null : step.problem;
  const submit = (): void => {
    handedOn();
    wish({ act: 'phone', typed });
  };
  return (
    <Frame
      step={4}
      of={STEPS}
      title={t('tawasul.phone.title')}
      lede={<p id="tawasul-help">{t('tawasul.phone.help')}</p>}
      canStartOver
      focusTitle={false}
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
        <Button main say={typed === '' ? 'withoutPhone' : 'continue'} onPress={submit}>
          {t(typed === '' ? 'tawasul.phone.without' : 'tawasul.continue')}
        </Button>
      }
    >
      <Field
        helpId="tawasul-help"
        label={t('tawasul.phone.label')}
        typed={typed}
        onEdit={edit}
        invalid={problem !== null}
        onSubmit={submit}
      />
      {problem !== null && (
        <Note icon={<NoteIcon />} strong role="alert">
          {t(`tawasul.phone.problem.${problem}`)}
        </Note>
      )}
    </Frame>
  );
};

export const Follow = ({ step }: { readonly step: StepOf<'follow'> }): ReactNode => {
  const { t, view } = useKiosk();
  const wish = useWish();
  const { typed, edited, edit, handedOn } = useTyping('', (next) =>
    next.toUpperCase().slice(0, MOST_CODE),
  );
  const problem = edited ? null : step.problem;
  const submit = (): void => {
    handedOn();
    wish({ act: 'ask', typed });
  };
  return (
    <Frame
      title={t('tawasul.follow.title')}
      canStartOver
      focusTitle={false}
      lede={
        <p id="tawasul-help">
          {t(view.readers.code ? 'tawasul.follow.helpScan' : 'tawasul.follow.help')}
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
          {t('tawasul.follow.show')}
        </Button>
      }
    >
      <Field
        helpId="tawasul-help"
        label={t('tawasul.sent.number')}
        typed={typed}
        onEdit={edit}
        invalid={problem !== null}
        onSubmit={submit}
      />
      {problem !== null && (
        <Note icon={<NoteIcon />} strong role="alert">
          {t(`tawasul.follow.problem.${problem}`)}
        </Note>
      )}
    </Frame>
  );
};
