import type { ReactNode } from 'react';
import type { AlertRule, FleetRow } from '../../contract/console.ts';
import { useWords } from '../language.tsx';
import { troubleText, whyText } from '../plain-words.ts';

const LOOKS: Readonly<Record<FleetRow['state'], string>> = {
  selling: 'good',
  notSelling: 'bad',
  silent: 'bad',
  revoked: 'dull',
  never: 'dull',
};

/** Alerts that the words beside them say already. */
const SAID: readonly AlertRule[] = ['offline', 'notSelling', 'paperLow', 'tamper'];

/** How a kiosk is, in plain words; the sign before them repeats it for the eye. */
export const StateText = ({ row }: { readonly row: FleetRow }): ReactNode => {
  const words = useWords();
  const details = [
    ...(row.why === null ? [] : [whyText(row.why, words)]),
    ...row.alerts.filter((rule) => !SAID.includes(rule)).map((rule) => words.alert[rule]),
    ...row.troubles.map((trouble) => troubleText(trouble, words)),
  ].join(' · ');
  const look =
    row.state === 'selling' && (row.troubles.length > 0 || row.alerts.length > 0)
      ? 'warn'
      : LOOKS[row.state];
  return (
    <span className={`state ${look}`}>
      <span className="two">
        <b>{words.fleet.states[row.state]}</b>
        {details !== '' && <small title={details}>{details}</small>}
      </span>
    </span>
  );
};
