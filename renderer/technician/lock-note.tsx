import type { ReactNode } from 'react';
import { formatMoment } from '../design/dates.ts';
import { NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useStaffSession } from './staff-context.ts';
import { useWords } from './words.ts';

/** Operators keep this kiosk closed: who, since when and why. Only they open it again. */
export const LockNote = (): ReactNode => {
  const { view, language } = useStaffSession();
  const { lock: words } = useWords();
  if (view.lock === null) return null;
  const { at, by, because } = view.lock;
  return (
    <Note strong icon={<NoteIcon />}>
      {words.locked} <bdi>{because}</bdi> · <bdi>{by}</bdi> ·{' '}
      <time dateTime={at}>{formatMoment(at, language)}</time>
    </Note>
  );
};
