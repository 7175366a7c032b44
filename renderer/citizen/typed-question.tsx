import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { NoteIcon } from '../design/icons.tsx';
import { OnScreenKeyboard } from '../design/keyboard.tsx';
import { Keypad } from '../design/keypad.tsx';
import { Note } from '../design/note.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { TypedField, type Typing } from './typed-field.tsx';

/** A screen that asks for one number, code or address: its field, its keys, what is wrong with it, and the way on. */
export const TypedQuestion = (props: {
  readonly title: string;
  readonly step?: number;
  readonly of?: number;
  readonly about?: string;
  readonly lede?: ReactNode;
  readonly cost?: ReactNode;
  readonly canStartOver?: boolean;
  readonly keys: 'digits' | 'code' | 'email';
  readonly typing: Typing;
  readonly label: string;
  /** Ids of what explains the field. */
  readonly helpId: string;
  /** Why the engine did not take it, in words. */
  readonly problem: string | null;
  /** Beneath the field while there is no problem. */
  readonly children?: ReactNode;
  readonly act: { readonly say: string; readonly text: string };
  readonly onSubmit: () => void;
}): ReactNode => {
  const { t } = useKiosk();
  const { typing, step, of, about } = props;
  const { add, erase, clear } = typing.keys;
  const problem = typing.edited ? null : props.problem;
  const submit = (): void => {
    typing.handedOn();
    props.onSubmit();
  };
  const keys =
    props.keys === 'digits'
      ? {
          pad: (
            <Keypad
              label={t('reference.keypad')}
              clearText={t('reference.clear')}
              deleteText={t('reference.delete')}
              onDigit={add}
              onDelete={erase}
              onClear={clear}
            />
          ),
        }
      : {
          keyboard: (
            <OnScreenKeyboard
              kind={props.keys}
              label={t('keyboard.label')}
              onKey={add}
              onDelete={erase}
            />
          ),
        };
  return (
    <Frame
      {...(step === undefined ? {} : { step })}
      {...(of === undefined ? {} : { of })}
      {...(about === undefined ? {} : { about })}
      {...keys}
      title={props.title}
      lede={props.lede}
      cost={props.cost}
      canStartOver={props.canStartOver ?? false}
      focusTitle={false}
      acts={
        <Button main say={props.act.say} onPress={submit}>
          {props.act.text}
        </Button>
      }
    >
      <form
        className="reference-body"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TypedField
          label={props.label}
          helpId={props.helpId}
          typing={typing}
          invalid={problem !== null}
        />
        {problem === null ? (
          props.children
        ) : (
          <Note icon={<NoteIcon />} strong role="alert">
            {problem}
          </Note>
        )}
      </form>
    </Frame>
  );
};
