import { useState, type ReactNode } from 'react';
import type { Difference, Settings, SettingsWhy } from '../../contract/technician-settings.ts';
import { Button } from '../design/button.tsx';
import { BackIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { Choices } from './choices.tsx';
import { settingName } from './setting-names.ts';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords, type Words } from './words.ts';

const REASONS: readonly SettingsWhy[] = ['moved', 'repaired', 'corrected', 'askedByOperator'];
const IN_SECONDS = new Set(['timing.idleWarningMs', 'timing.idleWipeMs']);

/** A value as the fields' own page says it. */
const said = ({ path }: Difference, value: string | null, words: Words['settings']): string => {
  if (value === null) return words.none;
  if (path === 'kiosk.cardReader') return words.option[value as keyof typeof words.option];
  return IN_SECONDS.has(path) ? String(Number(value) / 1_000) : value;
};

/** What a proposal would change, and why it cannot or how it is tried. */
export const SettingsProposal = (props: {
  readonly proposal: NonNullable<Settings['proposal']>;
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { act } = useStaffSession();
  const words = useWords().settings;
  const [why, setWhy] = useState<SettingsWhy | null>(null);
  const [applied, setApplied] = useState(false);
  const { changes, problem } = props.proposal;
  const named = (path: string): ReactNode =>
    settingName(path, words) ?? <bdi dir="ltr">{path}</bdi>;
  return (
    <StaffFrame
      key="proposal"
      title={problem === null ? words.changes : words.refused}
      who={props.who}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>
            <BackIcon />
            {words.discard}
          </Button>
          {problem === null && (
            <Button
              main
              disabled={why === null || applied}
              onPress={() => {
                if (why === null) return;
                act({ do: 'applySettings', why });
                setApplied(true);
              }}
            >
              {words.apply}
            </Button>
          )}
        </>
      }
    >
      <div className="staff-said" role="status">
        {problem !== null && (
          <Note strong icon={<NoteIcon />}>
            {words.problem[problem.code]}
            {problem.path !== null && (
              <>
                {' '}
                {problem.code === 'notValid' && <>{named(problem.path)}: </>}
                {problem.code === 'missing' ? (
                  <>{named(problem.path)}.</>
                ) : (
                  <bdi dir="ltr">{problem.allowed}</bdi>
                )}
              </>
            )}
          </Note>
        )}
        {applied && <Note icon={<NoteIcon />}>{words.applied}</Note>}
      </div>
      <ul className="staff-changes">
        {changes.map((change) => (
          <li key={change.path}>
            <strong>{named(change.path)}</strong>
            <p>
              <del>
                <bdi>{said(change, change.from, words)}</bdi>
              </del>{' '}
              <span aria-hidden="true" className="staff-arrow" />{' '}
              <ins>
                <bdi>{said(change, change.to, words)}</bdi>
              </ins>
            </p>
          </li>
        ))}
      </ul>
      {problem === null && (
        <Choices<SettingsWhy | null>
          title={words.why}
          options={REASONS.map((value) => ({ value, name: words.reasons[value] }))}
          chosen={why}
          onChoose={setWhy}
        />
      )}
    </StaffFrame>
  );
};
