import { useState, type ReactNode } from 'react';
import type { EnterResult, StaffGate } from '../../contract/technician.ts';
import { Button } from '../design/button.tsx';
import { NoteIcon } from '../design/icons.tsx';
import { Keypad } from '../design/keypad.tsx';
import { Note } from '../design/note.tsx';
import { useSeconds } from './seconds.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords } from './words.ts';

const MOST_DIGITS = 12;

const clockOf = (seconds: number): string =>
  `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;

const Locked = ({ msLeft }: { readonly msLeft: number }): ReactNode => {
  const words = useWords().asking;
  return (
    <Note strong icon={<NoteIcon />}>
      {words.locked}{' '}
      <bdi dir="ltr" className="digits">
        {clockOf(useSeconds(msLeft))}
      </bdi>
    </Note>
  );
};

/** Number, then PIN. What is typed stands nowhere but here, and is gone after each try. */
export const Asking = (props: {
  readonly gate: StaffGate;
  readonly enter: (number: string, pin: string) => Promise<EnterResult | null>;
  readonly onBack: () => void;
  readonly onLanguage: () => void;
}): ReactNode => {
  const words = useWords().asking;
  const [field, setField] = useState<'number' | 'pin'>('number');
  const [typed, setTyped] = useState({ number: '', pin: '' });
  const [checking, setChecking] = useState(false);
  const [wrong, setWrong] = useState(false);
  const { lockedMs } = props.gate;

  const edit = (change: (text: string) => string): void => {
    setWrong(false);
    setTyped((now) => ({ ...now, [field]: change(now[field]).slice(0, MOST_DIGITS) }));
  };
  const submit = async (): Promise<void> => {
    setChecking(true);
    const result = await props.enter(typed.number, typed.pin);
    setChecking(false);
    if (result?.entered === true) return;
    setTyped({ number: '', pin: '' });
    setField('number');
    setWrong(result?.problem === 'notRecognised');
  };
  const shown = { number: typed.number, pin: '•'.repeat(typed.pin.length) };
  return (
    <StaffFrame
      title={words.title}
      lede={words.lede}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>{words.back}</Button>
          {field === 'number' ? (
            <Button
              main
              disabled={typed.number === ''}
              onPress={() => {
                setField('pin');
              }}
            >
              {words.next}
            </Button>
          ) : (
            <Button
              main
              disabled={typed.pin === '' || checking || lockedMs !== null}
              onPress={() => void submit()}
            >
              {words.enter}
            </Button>
          )}
        </>
      }
    >
      <div className="staff-fields">
        {(['number', 'pin'] as const).map((name) => (
          <Button
            key={name}
            className={name === field ? 'staff-field chosen' : 'staff-field'}
            onPress={() => {
              setField(name);
            }}
          >
            <span>{words[name]}</span>
            <bdi dir="ltr" data-field={name}>
              {shown[name]}
            </bdi>
          </Button>
        ))}
      </div>
      <div className="staff-said" role="status">
        {lockedMs !== null ? (
          <Locked key={lockedMs} msLeft={lockedMs} />
        ) : (
          <Note strong={wrong} icon={<NoteIcon />}>
            {checking ? words.checking : wrong ? words.wrong : words.recorded}
          </Note>
        )}
      </div>
      <div className="staff-pad">
        <Keypad
          label={words.keypad}
          clearText={words.clear}
          deleteText={words.delete}
          onDigit={(digit) => {
            edit((text) => text + digit);
          }}
          onDelete={() => {
            edit((text) => text.slice(0, -1));
          }}
          onClear={() => {
            edit(() => '');
          }}
        />
      </div>
    </StaffFrame>
  );
};
