import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { useKiosk } from '../engine/engine-context.ts';

type Typing = {
  readonly typed: string;
  /** Since it was last handed on. */
  readonly edited: boolean;
  readonly edit: (next: string) => void;
  readonly handedOn: () => void;
};

/** What is typed on the kiosk's own keys or an attached keyboard; each stroke is a touch. */
export const useTyping = (first: string, clean: (typed: string) => string): Typing => {
  const { send } = useKiosk();
  const [typed, setTyped] = useState(first);
  const [edited, setEdited] = useState(false);
  return {
    typed,
    edited,
    edit: (next) => {
      setTyped(clean(next));
      setEdited(true);
      send({ do: 'stillHere' });
    },
    handedOn: () => {
      setEdited(false);
    },
  };
};

/** The one field of a screen that asks for a number or a code, left to right. */
export const Field = (props: {
  /** Of the text that explains it. */
  readonly helpId: string;
  readonly label: string;
  readonly typed: string;
  readonly onEdit: (next: string) => void;
  readonly invalid: boolean;
  readonly onSubmit: () => void;
}): ReactNode => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <TextField
        aria-label={props.label}
        aria-describedby={props.helpId}
        isInvalid={props.invalid}
        value={props.typed}
        onChange={props.onEdit}
      >
        <Input
          ref={input}
          className="reference-field"
          dir="ltr"
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
        />
      </TextField>
    </form>
  );
};
