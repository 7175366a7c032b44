import { memo, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { DeleteIcon } from './icons.tsx';
import './keypad.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * Laid out left to right in both languages, as on every telephone and card reader. Drawn once where its functions
 * stay the same: a digit is answered sooner.
 */
export const Keypad = memo(
  (props: {
    readonly label: string;
    readonly clearText: string;
    readonly deleteText: string;
    readonly onDigit: (digit: string) => void;
    readonly onDelete: () => void;
    readonly onClear: () => void;
  }): ReactNode => {
    const key = (digit: string): ReactNode => (
      <Button
        key={digit}
        className="key"
        say={`key:${digit}`}
        onPress={() => {
          props.onDigit(digit);
        }}
      >
        {digit}
      </Button>
    );
    return (
      <div className="keypad" dir="ltr" role="group" aria-label={props.label}>
        {DIGITS.map(key)}
        <Button className="key word" say="clear" onPress={props.onClear}>
          {props.clearText}
        </Button>
        {key('0')}
        <Button className="key" say="delete" label={props.deleteText} onPress={props.onDelete}>
          <DeleteIcon />
        </Button>
      </div>
    );
  },
);
