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
import { pick } from '../i18n.ts';

/** As many digits as the largest amount has. */
const mostDigits = (maxFils: number, stepFils: number): number =>
  String(Math.floor(maxFils / stepFils)).length;

/** An amount that nobody bills: typed in whole steps, shown as money while it grows. */
export const AmountEntry = ({
  screen,
}: {
  readonly screen: Screen & { name: 'amount' };
}): ReactNode => {
  const { t, language, send, view } = useKiosk();
  const [typed, setTyped] = useState('');
  const [editedAt, setEditedAt] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { stepFils } = screen.service.amount;
  const most = mostDigits(screen.service.amount.maxFils, stepFils);
  const fils = /^[0-9]{1,9}$/u.test(typed) ? Number(typed) * stepFils : 0;

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
      step={2}
      of={3}
      title={t('amount.title')}
      lede={<p>{pick(screen.service.title, language)}</p>}
      canStartOver
      focusTitle={false}
      cost={
        <Cost
          label={t('amount.yours')}
          fils={Math.min(fils, MAX_FILS) as Fils}
          language={language}
        />
      }
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
        <Button main onPress={submit}>
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
          aria-label={t('amount.yours')}
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
            {t(`amount.problem.${problem}`, limits)}
          </Note>
        )}
      </form>
    </Frame>
  );
};
