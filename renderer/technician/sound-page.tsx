import { useEffect, useState, type ReactNode } from 'react';
import { CheckIcon, ClockIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useKiosk } from '../engine/engine-context.ts';
import { Facts } from './facts.tsx';
import { useStaffSession } from './staff-context.ts';
import { useWords } from './words.ts';

/** The sentence that is said, and each key of the pad as it comes. */
export const SoundTestBody = (): ReactNode => {
  const words = useWords().sound;
  const { view } = useStaffSession();
  const keys = useKiosk().view.audio?.keys ?? null;
  const [pressed, setPressed] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);

  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      setPressed((now) => new Set([...now, key]));
      setLast(key);
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => {
      removeEventListener('keydown', onKey, { capture: true });
    };
  }, []);

  const acts =
    keys === null ? [] : (Object.entries(keys) as [keyof typeof words.pad, readonly string[]][]);
  const isKnown = acts.some(([, names]) => last !== null && names.includes(last));
  const icon =
    view.sound === 'said' ? (
      <CheckIcon />
    ) : view.sound === 'speaking' ? (
      <ClockIcon />
    ) : (
      <NoteIcon />
    );
  return (
    <>
      <div className="staff-said" role="status">
        <Note strong={view.sound === 'failed'} icon={icon}>
          {words.state[view.sound]}
        </Note>
        {last !== null && !isKnown && (
          <Note icon={<NoteIcon />}>
            {words.other} <bdi dir="ltr">{last}</bdi>
          </Note>
        )}
      </div>
      <Facts
        rows={acts.map(([act, names]) => ({
          name: words.pad[act],
          value: names.some((name) => pressed.has(name)) ? (
            <strong>✓ {words.pressed}</strong>
          ) : (
            words.waits
          ),
        }))}
      />
    </>
  );
};
