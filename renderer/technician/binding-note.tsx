import type { ReactNode } from 'react';
import { CheckIcon, ClockIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useStaffSession } from './staff-context.ts';
import { useDeviceWords, useWords } from './words.ts';

/** What became of the last change of a binding. */
export const BindingNote = (): ReactNode => {
  const { view } = useStaffSession();
  const { bind } = useWords();
  const said = useDeviceWords();
  if (view.binding === null) return null;
  const { state, roles } = view.binding;
  const icon = state === 'trial' ? <ClockIcon /> : state === 'kept' ? <CheckIcon /> : <NoteIcon />;
  return (
    <Note strong={state !== 'kept'} icon={icon}>
      {bind.state[state]} {roles.map((role) => said.role[role]).join(' · ')}
    </Note>
  );
};
