import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';

export type Typing = {
  readonly typed: string;
  /** Since it was last handed on: what was wrong is said until the person changes something. */
  readonly edited: boolean;
  readonly edit: (next: string) => void;
  readonly handedOn: () => void;
  /** For keys on the screen: the same functions for as long as the field stands, so that keys are drawn once. */
  readonly keys: {
    readonly add: (key: string) => void;
    readonly erase: () => void;
    readonly clear: () => void;
  };
};

/**
 * What is typed on the kiosk's own keys or an attached keyboard. Keys of the screen stop at `most` characters; a
 * keyboard may bring more, which `clean` may cut or leave for the person to see.
 */
export const useTyping = (
  first: string,
  most: number,
  clean: (typed: string) => string,
): Typing => {
  const [typed, setTyped] = useState(first);
  const [edited, setEdited] = useState(false);
  const cleaned = useRef(clean);
  useEffect(() => {
    cleaned.current = clean;
  });
  const change = useCallback((next: (typed: string) => string) => {
    setTyped((before) => cleaned.current(next(before)));
    setEdited(true);
  }, []);
  const add = useCallback(
    (key: string) => {
      change((before) => (before.length < most ? before + key : before));
    },
    [change, most],
  );
  const erase = useCallback(() => {
    change((before) => before.slice(0, -1));
  }, [change]);
  const clear = useCallback(() => {
    change(() => '');
  }, [change]);
  return {
    typed,
    edited,
    edit: (next) => {
      change(() => next);
    },
    handedOn: () => {
      setEdited(false);
    },
    keys: { add, erase, clear },
  };
};

const sizeClass = (length: number): string => (length > 28 ? 'longest' : length > 16 ? 'long' : '');

/** The one field of a screen that asks for a number or a code, left to right in both languages. */
export const TypedField = (props: {
  readonly label: string;
  /** Ids of what explains it. */
  readonly helpId: string;
  readonly typing: Typing;
  readonly invalid: boolean;
}): ReactNode => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);
  const { typed, edit } = props.typing;
  return (
    <TextField
      aria-label={props.label}
      aria-describedby={props.helpId}
      isInvalid={props.invalid}
      value={typed}
      onChange={edit}
    >
      <Input
        ref={input}
        className={`reference-field ${sizeClass(typed.length)}`.trim()}
        dir="ltr"
        inputMode="none"
        autoComplete="off"
        spellCheck={false}
      />
    </TextField>
  );
};
