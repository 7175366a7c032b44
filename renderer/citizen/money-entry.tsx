import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Input } from 'react-aria-components/Input';
import { TextField } from 'react-aria-components/TextField';
import { normaliseDigits } from '../../contract/digits.ts';
import { formatFils, MAX_FILS, type Fils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import { Cost } from '../design/amount.tsx';
import { Button } from '../design/button.tsx';
import { Frame } from '../design/frame.tsx';
import { NoteIcon } from '../design/icons.tsx';
import { Keypad } from '../design/keypad.tsx';
import { Note } from '../design/note.tsx';
import { useKiosk } from '../engine/engine-context.ts';

/** As many digits as the largest amount has. */
const mostDigits = (maxFils: number, stepFils: number): number =>
  String(Math.floor(maxFils / stepFils)).length;

type Problem = NonNullable<(Screen & { name: 'amount' })['problem']>;

/** An amount typed in whole steps, shown as money while it grows. */
export const MoneyEntry = ({
  screen,
  stepFils,
  title,
  lede,
  yours,
  problemText,
  ...where
}: {
  readonly screen: Pick<Screen & { name: 'amount' }, 'minFils' | 'maxFils' | 'problem'>;
  readonly stepFils: number;
  readonly title: string;
  readonly lede: (fils: Fils) => ReactNode;
  readonly yours: string;
  readonly problemText: (
    problem: Problem,
    limits: { readonly least: string; readonly most: string },
  ) => string;
  readonly step: number;
  readonly of?: number;
}): ReactNode => {
  const { t, language, send, view } = useKiosk();
  const [typed, setTyped] = useState('');
  const [editedAt, setEditedAt] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const most = mostDigits(screen.maxFils, stepFils);
  const fils = Math.min(
    /^[0-9]{1,9}$/u.test(typed) ? Number(typed) * stepFils : 0,
    MAX_FILS,
  ) as Fils;

  useEffect(() => {
    input.current?.focus({ preventScroll: true });
  }, []);

  const edit = (next: string): void => {
    setTyped(normaliseDigits(next).replace(/^0+(?=[0-9])/u, ''));
    setEditedAt(view.revision);
  };
  const submit = (): void => {
    setEditedAt(null);
    send({ do: 'enterAmount', typed });
  };
  const limits = {
    least: formatFils(screen.minFils, language),
    most: formatFils(screen.maxFils, language),
  };
  const problem = editedAt === null ? screen.problem : null;

  return (
    <Frame
      {...where}
      title={title}
      lede={lede(fils)}
      canStartOver
      focusTitle={false}
      cost={<Cost label={yours} fils={fils} language={language} />}
      pad={
        <Keypad
          label={t('reference.keypad')}
          clearText={t('reference.clear')}
          deleteText={t('reference.delete')}
          onDigit={(digit) => {
            if (typed.length < most) edit(typed + digit);
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
          {t('amount.continue')}
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
          aria-label={yours}
          aria-describedby="amount-help"
          isInvalid={problem !== null}
          value={typed}
          onChange={edit}
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
        {problem === null ? (
          <p id="amount-help">
            {stepFils === 1000 && <>{t('amount.wholeDinars')} </>}
            {t('amount.range', limits)}
          </p>
        ) : (
          <Note icon={<NoteIcon />} strong role="alert">
            {problemText(problem, limits)}
          </Note>
        )}
      </form>
    </Frame>
  );
};
