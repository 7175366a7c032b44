import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { askedFor } from '../../contract/asked-for.ts';
import { normaliseDigits } from '../../contract/digits.ts';
import type { Screen } from '../../contract/view.ts';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { NoteIcon } from '../design/icons.tsx';
import { Keypad } from '../design/keypad.tsx';
import { Note } from '../design/note.tsx';
import { Reference } from '../design/reference.tsx';
import { hasWherePicture, WherePicture } from '../design/where-picture.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { pick } from '../i18n.ts';
import { digitsWanted, insideSentence } from './reference-words.ts';

const sizeClass = (length: number): string => (length > 28 ? 'longest' : length > 16 ? 'long' : '');

export const ReferenceEntry = ({
  screen,
}: {
  readonly screen: Screen & { name: 'reference' };
}): ReactNode => {
  const { t, language, send, view } = useKiosk();
  const [typed, setTyped] = useState('');
  const [editedAt, setEditedAt] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const rules = askedFor(screen.service);
  const rule = rules[screen.field] ?? screen.service.reference;
  const drawn = hasWherePicture(rule.picture);
  const label = pick(rule.label, language);
  const inSentence = insideSentence(label);

  useEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);

  /** Kept as typed but for its digits: letters stay visible, so that the person sees what went wrong. */
  const edit = (next: string): void => {
    setTyped(normaliseDigits(next));
    setEditedAt(view.revision);
  };
  const submit = (): void => {
    setEditedAt(null);
    send({ do: 'enterReference', typed });
  };
  const scanHint =
    rule.kind === 'personalNumber' && view.readers.identityCard
      ? 'reference.scanCard'
      : screen.service.barcodes.length > 0 && view.readers.code
        ? 'reference.scanBill'
        : null;
  // What was wrong is said until the person changes the number.
  const problem = editedAt === null ? screen.problem : null;

  return (
    <Frame
      step={2}
      title={t('reference.title', { label: inSentence })}
      lede={
        <>
          <p id="reference-help">{pick(rule.help, language)}</p>
          {screen.earlier.map(({ label: asked, masked }) => (
            <p key={asked.en} className="earlier">
              {pick(asked, language)} <Reference>{masked}</Reference>
            </p>
          ))}
        </>
      }
      canStartOver
      focusTitle={false}
      pad={
        <Keypad
          label={t('reference.keypad')}
          clearText={t('reference.clear')}
          deleteText={t('reference.delete')}
          onDigit={(digit) => {
            if (typed.length < rule.maxDigits) edit(typed + digit);
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
        <Button main say={screen.field + 1 < rules.length ? 'continue' : 'find'} onPress={submit}>
          {t(screen.field + 1 < rules.length ? 'reference.next' : 'reference.find')}
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
        <TextField
          aria-label={label}
          aria-describedby="reference-help reference-example"
          isInvalid={problem !== null}
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
        {problem === null ? (
          <p id="reference-example">
            {digitsWanted(rule, t)}
            {drawn ? (
              '.'
            ) : (
              <>
                . {t('reference.example')}: <Reference>{rule.example}</Reference>
              </>
            )}
            {scanHint !== null && (
              <>
                <br />
                {t(scanHint)}
              </>
            )}
          </p>
        ) : (
          <Note icon={<NoteIcon />} strong role="alert">
            {t(`reference.problem.${problem}`, {
              label: inSentence,
              digits: digitsWanted(rule, t),
            })}
          </Note>
        )}
        {problem === null && <WherePicture picture={rule.picture} example={rule.example} />}
      </form>
    </Frame>
  );
};
