import { useState, type ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { BackIcon, CheckIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { TouchGrid, TouchTest, type TouchResult } from './touch-test.tsx';
import { useWords } from './words.ts';

/** The grid, then a picture of the fields that never answered. */
export const TouchPage = (props: {
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { act } = useStaffSession();
  const words = useWords();
  const [result, setResult] = useState<TouchResult | null>(null);
  if (result === null)
    return (
      <TouchTest
        onDone={(found) => {
          setResult(found);
          const fields = found.columns * found.rows;
          act({ do: 'touchTested', fields, missed: found.missed.length });
        }}
      />
    );
  const missed = new Set(result.missed);
  return (
    <StaffFrame
      title={words.home.touch}
      who={props.who}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>
            <BackIcon />
            {words.network.back}
          </Button>
          <Button
            main
            onPress={() => {
              setResult(null);
            }}
          >
            {words.touch.again}
          </Button>
        </>
      }
    >
      <Note strong icon={missed.size === 0 ? <CheckIcon /> : <NoteIcon />}>
        {missed.size === 0 ? words.touch.all : words.touch.missed}
      </Note>
      {missed.size > 0 && (
        <>
          <p>
            {words.touch.missedCount} <span className="digits">{missed.size}</span>
          </p>
          <div className="staff-touch-map">
            <TouchGrid
              columns={result.columns}
              rows={result.rows}
              isDark={(cell) => missed.has(cell)}
            />
          </div>
        </>
      )}
    </StaffFrame>
  );
};
