import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { normaliseDigits } from '../../../contract/digits.ts';
import { Button } from '../../design/button.tsx';
import { Frame } from '../../design/frame.tsx';
import { NoteIcon } from '../../design/icons.tsx';
import { OnScreenKeyboard } from '../../design/keyboard.tsx';
import { Keypad } from '../../design/keypad.tsx';
import { Note } from '../../design/note.tsx';
import { useKiosk } from '../../engine/engine-context.ts';
import { STEPS, useWish, type StepOf } from './use-tawasul.ts';

const MOST_DIGITS = 15;
/** With the strokes between. */
const MOST_CODE = 14;

const useField = (
  first: string,
  clean: (typed: string) => string,
): {
  readonly typed: string;
  readonly edited: boolean;
  readonly edit: (next: string) => void;
  readonly sent: () => void;
  readonly input: React.RefObject<HTMLInputElement | null>;
} => {
  const { send } = useKiosk();
  const [typed, setTyped] = useState(first);
  const [edited, setEdited] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);
  return {
    typed,
    edited,
    input,
    edit: (next) => {
      setTyped(clean(next));
      setEdited(true);
      send({ do: 'stillHere' });
    },
    sent: () => {
      setEdited(false);
    },
  };
};

const Field = (props: {
  readonly field: ReturnType<typeof useField>;
  readonly label: string;
  readonly invalid: boolean;
  readonly onSubmit: () => void;
}): ReactNode => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      props.onSubmit();
    }}
  >
    <TextField
      aria-label={props.label}
      aria-describedby="tawasul-help"
      isInvalid={props.invalid}
      value={props.field.typed}
      onChange={props.field.edit}
    >
      <Input
        ref={props.field.input}
        className="reference-field"
        dir="ltr"
        inputMode="none"
        autoComplete="off"
        spellCheck={false}
      />
    </TextField>
  </form>
);

export const Phone = ({ step }: { readonly step: StepOf<'phone'> }): ReactNode => {
  const { t } = useKiosk();
  const wish = useWish();
  const field = useField(step.phone, (typed) => normaliseDigits(typed).slice(0, MOST_DIGITS));
  const { typed, edit } = field;
  const problem = field.edited ? null : step.problem;
  const submit = (): void => {
    field.sent();
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
        <Button main onPress={submit}>
          {t(typed === '' ? 'tawasul.phone.without' : 'tawasul.continue')}
        </Button>
      }
    >
      <Field
        field={field}
        label={t('tawasul.phone.label')}
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
  const field = useField('', (typed) => typed.toUpperCase().slice(0, MOST_CODE));
  const { typed, edit } = field;
  const problem = field.edited ? null : step.problem;
  const submit = (): void => {
    field.sent();
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
        <Button main onPress={submit}>
          {t('tawasul.follow.show')}
        </Button>
      }
    >
      <Field
        field={field}
        label={t('tawasul.sent.number')}
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
