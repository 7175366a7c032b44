import type { ReactNode } from 'react';
import { Button } from '../design/button.tsx';
import { formatMoment } from '../design/dates.ts';
import { BackIcon, CheckIcon, NoteIcon } from '../design/icons.tsx';
import { Note } from '../design/note.tsx';
import { Facts } from './facts.tsx';
import { useStaffSession } from './staff-context.ts';
import { StaffFrame } from './staff-frame.tsx';
import { useWords } from './words.ts';

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((part * 100) / whole).toFixed(1)} %`;

/** How the kiosk has done, how long its paper lasts, and the file for support. */
export const ConditionPage = (props: {
  readonly who: ReactNode;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}): ReactNode => {
  const { view, act, language } = useStaffSession();
  const words = useWords().condition;
  const { condition } = view;
  if (condition === null) return null;
  const { paper, uptime, bundle } = condition;
  const lasting = (days: number): string => {
    const form = days === 0 ? 'zero' : new Intl.PluralRules(language).select(days);
    return words.days[form].replace('{{count}}', String(days));
  };
  return (
    <StaffFrame
      key="condition"
      title={words.title}
      who={props.who}
      onLanguage={props.onLanguage}
      acts={
        <>
          <Button onPress={props.onBack}>
            <BackIcon />
            {words.back}
          </Button>
          <Button
            main
            onPress={() => {
              act({ do: 'writeBundle' });
            }}
          >
            {words.write}
          </Button>
        </>
      }
    >
      <Facts
        rows={[
          { name: words.version, value: `${condition.kioskId} · ${condition.version}`, code: true },
          { name: words.engineSince, value: formatMoment(condition.engineSince, language) },
          { name: words.machineSince, value: formatMoment(condition.machineSince, language) },
          { name: words.left, value: paper.left ?? words.unknown },
          { name: words.perDay, value: (paper.tenthsPerDay / 10).toFixed(1), code: true },
          {
            name: words.lasts,
            value: paper.days === null ? words.unknown : lasting(paper.days),
          },
        ]}
      />
      <section className="staff-choices">
        <h2 id="uptime">{words.uptime}</h2>
        <table className="staff-table" aria-labelledby="uptime">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col">{words.ran}</th>
              <th scope="col">{words.sold}</th>
            </tr>
          </thead>
          <tbody>
            {uptime.map(({ day, seconds, ranSeconds, soldSeconds }) => (
              <tr key={day}>
                <th scope="row">
                  <bdi dir="ltr">{day}</bdi>
                </th>
                <td>
                  <bdi dir="ltr">{percent(ranSeconds, seconds)}</bdi>
                </td>
                <td>
                  <bdi dir="ltr">{percent(soldSeconds, seconds)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="staff-choices">
        <h2>{words.bundle}</h2>
        <p>{words.bundleLede}</p>
        <div className="staff-said" role="status">
          {bundle !== null && (
            <Note icon={<CheckIcon />}>
              {words.written} <bdi dir="ltr">{bundle}</bdi>
            </Note>
          )}
          {condition.notWritten && <Note icon={<NoteIcon />}>{words.notWritten}</Note>}
        </div>
      </section>
    </StaffFrame>
  );
};
