import type { ReactNode } from 'react';
import type { DrillEntry } from '../../contract/technician-drill.ts';
import { Button } from '../design/button.tsx';
import { BackIcon, CheckIcon, ClockIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords } from './words.ts';

const LOOKS = {
  waiting: { icon: null, look: 'waiting' },
  cause: { icon: <ClockIcon />, look: 'running' },
  undo: { icon: <ClockIcon />, look: 'running' },
  passed: { icon: <CheckIcon />, look: 'good' },
  failed: { icon: <NoteIcon />, look: 'bad' },
  notDone: { icon: <NoteIcon />, look: 'bad' },
} as const;

const Step = ({
  entry: { step, state, code },
  busy,
}: {
  readonly entry: DrillEntry;
  readonly busy: boolean;
}): ReactNode => {
  const { act } = useStaffSession();
  const words = useWords().drill;
  const name = words.step[step];
  const begin = state === 'waiting' ? words.start : words.again;
  const running = state === 'cause' || state === 'undo';
  return (
    <li className={`staff-stage ${LOOKS[state].look}`}>
      <span className="staff-stage-icon">{LOOKS[state].icon}</span>
      <div className="staff-choices">
        <p>
          <strong>{name}</strong> {words.state[state]}
        </p>
        {running && (
          <p className="staff-drill-now">
            {state === 'undo' && step !== 'power' ? words.undo[step] : words.cause[step]}
          </p>
        )}
        {code !== null && <p>{words.code[code]}</p>}
        <div>
          {!busy && (
            <Button
              label={`${begin}: ${name}`}
              onPress={() => {
                act({ do: 'drillStep', step });
              }}
            >
              {begin}
            </Button>
          )}
          {running && (
            <Button
              onPress={() => {
                act({
                  do: 'endStep',
                  step,
                  because: state === 'cause' ? 'nothingSeen' : 'cameNotBack',
                });
              }}
            >
              {state === 'cause' ? words.nothingSeen : words.cameNotBack}
            </Button>
          )}
          {(state === 'waiting' ? !busy : state === 'cause') && (
            <Button
              label={`${words.notPossible}: ${name}`}
              onPress={() => {
                act({ do: 'endStep', step, because: 'notPossible' });
              }}
            >
              {words.notPossible}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
};

/** Four faults, one after the other, and the paper that says how the kiosk took them. */
export const DrillPage = (props: {
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { view, act, language } = useStaffSession();
  const words = useWords().drill;
  const { drill } = view;
  if (drill === null) return null;
  const { entries, report } = drill;
  const busy = entries?.some(({ state }) => state === 'cause' || state === 'undo') ?? false;
  const ended = entries?.every(({ endedAt }) => endedAt !== null) ?? false;
  const begin = (
    <Button
      main={entries === null}
      onPress={() => {
        act({ do: 'beginDrill' });
      }}
    >
      {entries === null ? words.begin : words.anew}
    </Button>
  );
  return (
    <StaffFrame
      key="drill"
      title={words.title}
      lede={words.lede}
      who={props.who}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>
            <BackIcon />
            {words.back}
          </Button>
          {begin}
          {ended && (
            <Button
              main
              onPress={() => {
                act({ do: 'writeReport', language });
              }}
            >
              {words.write}
            </Button>
          )}
        </>
      }
    >
      <div className="staff-said" role="status">
        {report !== null && (
          <Note icon={<CheckIcon />}>
            {words.written} {words.place} <bdi dir="ltr">{report}</bdi>
          </Note>
        )}
        {drill.notWritten && <Note icon={<NoteIcon />}>{words.notWritten}</Note>}
      </div>
      {entries !== null && (
        <ol className="staff-stages" aria-live="polite">
          {entries.map((entry) => (
            <Step key={entry.step} entry={entry} busy={busy} />
          ))}
        </ol>
      )}
    </StaffFrame>
  );
};
