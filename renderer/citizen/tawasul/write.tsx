import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { characterCount, MOST_SUGGESTION_CHARACTERS } from '../../../contract/tawasul-text.ts';
import { Button } from '../../design/button.tsx';
import { Frame } from '../../design/frame.tsx';
import { NoteIcon } from '../../design/icons.tsx';
import { OnScreenKeyboard } from '../../design/keyboard.tsx';
import { Note } from '../../design/note.tsx';
import { useKiosk } from '../../engine/engine-context.ts';
import { direction, pick } from '../../i18n.ts';
import { languageOf } from './language-of.ts';
import { deleted, inserted, type Editing } from './edit-text.ts';
import { STEPS, useWish, type StepOf } from './use-tawasul.ts';

export const WriteText = ({ step }: { readonly step: StepOf<'text'> }): ReactNode => {
  const { t, language, send, view } = useKiosk();
  const wish = useWish();
  const [{ text, caret }, setEditing] = useState<Editing>({
    text: step.text,
    caret: step.text.length,
  });
  const [editedAt, setEditedAt] = useState<number | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  /** Where the next key writes. The field itself forgets it once a key has the focus. */
  const chosen = useRef<readonly [from: number, to: number]>([caret, caret]);
  const title = t(`tawasul.text.title.${step.kind}`);

  useEffect(() => {
    area.current?.focus({ preventScroll: true });
  }, []);
  // React puts the caret at the end of what it writes.
  useLayoutEffect(() => {
    const field = area.current;
    if (field === null || field.selectionStart === caret) return;
    field.setSelectionRange(caret, caret);
    if (caret === text.length) field.scrollTop = field.scrollHeight;
  }, [text, caret]);

  const edit = (next: Editing): void => {
    chosen.current = [next.caret, next.caret];
    setEditing(next);
    setEditedAt(view.revision);
    // Typing is a touch that only this page sees.
    send({ do: 'stillHere' });
  };
  const selection = (): readonly [number, number] => {
    const field = area.current;
    return field !== null && document.activeElement === field
      ? [field.selectionStart, field.selectionEnd]
      : chosen.current;
  };
  const problem = editedAt === null ? step.problem : null;

  return (
    <Frame
      step={3}
      of={STEPS}
      title={title}
      className="tawasul-text"
      canStartOver
      focusTitle={false}
      lede={
        <p id="tawasul-help">
          {t('tawasul.text.to', { ministry: pick(step.ministry.name, language) })}
        </p>
      }
      keyboard={
        <OnScreenKeyboard
          kind="text"
          label={t('keyboard.label')}
          onKey={(key) => {
            edit(inserted(text, ...chosen.current, key, MOST_SUGGESTION_CHARACTERS));
          }}
          onDelete={() => {
            edit(deleted(text, ...selection()));
          }}
        />
      }
      acts={
        <Button
          main
          say="continue"
          onPress={() => {
            setEditedAt(null);
            wish({ act: 'text', typed: text });
          }}
        >
          {t('tawasul.continue')}
        </Button>
      }
    >
      <TextField
        className="tawasul-field"
        aria-label={title}
        aria-describedby="tawasul-help tawasul-left"
        isInvalid={problem !== null}
        value={text}
        onChange={(next) => {
          const kept = Array.from(next).slice(0, MOST_SUGGESTION_CHARACTERS).join('');
          edit({ text: kept, caret: Math.min(area.current?.selectionStart ?? 0, kept.length) });
        }}
      >
        <TextArea
          ref={area}
          className="tawasul-area"
          dir={text === '' ? direction(language) : 'auto'}
          lang={languageOf(text, language)}
          inputMode="none"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('tawasul.text.help')}
          onBlur={({ currentTarget: field }) => {
            chosen.current = [field.selectionStart, field.selectionEnd];
          }}
        />
      </TextField>
      {problem === null ? (
        <p id="tawasul-left" className="tawasul-left">
          {t('tawasul.text.left', { count: MOST_SUGGESTION_CHARACTERS - characterCount(text) })}
        </p>
      ) : (
        <Note icon={<NoteIcon />} strong role="alert">
          {t(`tawasul.text.problem.${problem}`)}
        </Note>
      )}
    </Frame>
  );
};
