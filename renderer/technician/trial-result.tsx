import type { ReactNode } from 'react';
import type { Trial, TrialResult } from '../../contract/technician-devices.ts';
import { CheckIcon, ClockIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { Facts } from './facts.tsx';
import { useDeviceWords, useWords } from './words.ts';

const isGood = (result: TrialResult): boolean =>
  (result.kind === 'print' && result.status === 'printed') ||
  (result.kind === 'terminal' && result.ready) ||
  (result.kind === 'scan' && result.what !== 'unreadable' && result.what !== 'bankCard') ||
  (result.kind === 'cabinet' && result.moved.length > 0);

const Sentence = ({ result }: { readonly result: TrialResult }): ReactNode => {
  const words = useWords();
  const { trial } = words;
  switch (result.kind) {
    case 'print':
      return (
        <>
          {trial[result.status]}
          {result.status === 'failed' && (
            <>
              {' '}
              <bdi dir="ltr">{result.reason}</bdi>
            </>
          )}
        </>
      );
    case 'terminal':
      return result.ready ? trial.ready : trial.notReady;
    case 'terminalSilent':
      return (
        <>
          {trial.silent} <bdi dir="ltr">{result.code}</bdi>
        </>
      );
    case 'scan':
      return trial[result.what];
    case 'nothingCame':
      return trial.nothing;
    case 'cabinet':
      return result.moved.length === 0
        ? trial.still
        : `${trial.moved} ${result.moved.map((sensor) => words.device[sensor]).join(' · ')}`;
  }
};

const Details = ({ result }: { readonly result: TrialResult }): ReactNode => {
  const { trial } = useWords();
  const said = useDeviceWords();
  if (result.kind === 'terminal') {
    const host =
      result.hostReachable === null
        ? trial.hostUnknown
        : result.hostReachable
          ? trial.hostUp
          : trial.hostAway;
    return (
      <Facts
        rows={[
          {
            name: trial.terminalId,
            value: result.terminalId ?? said.word.unknown,
            code: result.terminalId !== null,
          },
          { name: trial.host, value: host },
          { name: trial.status, value: result.status, code: true },
          { name: trial.undelivered, value: result.undelivered ?? said.word.unknown },
        ]}
      />
    );
  }
  if (result.kind !== 'scan' || result.length === 0) return null;
  return (
    <Facts
      rows={[
        { name: trial.begins, value: result.masked, code: true },
        { name: trial.length, value: result.length },
      ]}
    />
  );
};

/** What came of trying a device, in words, then what it said of itself. */
export const TrialResultPanel = ({ trial }: { readonly trial: Trial }): ReactNode => {
  const words = useWords();
  if (trial.result === null)
    return <Note icon={<ClockIcon />}>{words.trial.running[trial.role]}</Note>;
  const { result } = trial;
  return (
    <>
      <Note strong icon={isGood(result) ? <CheckIcon /> : <NoteIcon />}>
        <Sentence result={result} />
      </Note>
      <Details result={result} />
    </>
  );
};
