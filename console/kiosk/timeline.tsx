import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Timeline, TimelineEntry } from '../../contract/console.ts';
import { read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { Waiting } from '../design/waiting.tsx';
import { fill, useWords } from '../language.tsx';
import { entryLook, entryText, whyText } from '../plain-words.ts';
import { linkTo } from '../router.ts';
import { DAY_MS, dateText, dayOf, dayStart, lastingOf, timeOf } from '../times.ts';

const LOOK_MS = 5_000;

/** What happened at a kiosk on one day, the latest first; each moment leads to its log. */
export const TimelineOfDay = ({
  kioskId,
  day,
  nowMs,
  at,
}: {
  readonly kioskId: string;
  readonly day: string;
  readonly nowMs: number;
  readonly at: number;
}): ReactNode => {
  const words = useWords();
  const from = dayStart(day);
  const isToday = day === dayOf(nowMs);
  const range = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(from + DAY_MS).toISOString(),
  });
  const timeline = useQuery({
    queryKey: ['timeline', kioskId, day],
    queryFn: () => read<Timeline>(`/kiosks/${encodeURIComponent(kioskId)}/timeline?${range}`),
    refetchInterval: isToday ? LOOK_MS : false,
  });
  const path = `/kiosks/${kioskId}`;
  const other = (ms: number): string => linkTo(path, { day: dayOf(ms) });
  const yesterday = dayOf(nowMs - DAY_MS);
  return (
    <section className="timeline" aria-labelledby="timeline">
      <div className="heading">
        <h2 id="timeline">{words.kiosk.timeline}</h2>
        <b className="digits">{dateText(day)}</b>
        <span className="days">
          <Link to={other(from - DAY_MS)} className="button">
            {words.kiosk.earlier}
          </Link>
          <Link
            to={linkTo(path, { day: yesterday })}
            className="button"
            current={day === yesterday}
          >
            {words.kiosk.yesterday}
          </Link>
          <Link to={linkTo(path)} className="button" current={isToday}>
            {words.kiosk.today}
          </Link>
          {from + DAY_MS <= nowMs && (
            <Link to={other(from + DAY_MS)} className="button">
              {words.kiosk.later}
            </Link>
          )}
        </span>
      </div>
      {timeline.data === undefined ? (
        <Waiting failed={timeline.isError} />
      ) : (
        <Entries timeline={timeline.data} kioskId={kioskId} day={day} at={at} />
      )}
    </section>
  );
};

const Entries = ({
  timeline: { entries, before },
  kioskId,
  day,
  at,
}: {
  readonly timeline: Timeline;
  readonly kioskId: string;
  readonly day: string;
  readonly at: number;
}): ReactNode => {
  const words = useWords();
  return (
    <>
      {entries.length === 0 && <p className="note">{words.kiosk.quiet}</p>}
      <ol className="entries">
        {entries.map((entry, index) => {
          const ms = Date.parse(entry.at);
          const time = timeOf(ms);
          return (
            <li
              key={`${entry.at} ${entry.subject} ${index}`}
              className={`entry ${entryLook(entry)}`}
            >
              <Link
                to={linkTo(`/kiosks/${kioskId}`, { day, at: String(ms) })}
                className="moment"
                current={ms === at}
              >
                <time dateTime={entry.at}>{time}</time>
                <span className="out-of-sight">{fill(words.kiosk.logsAt, { time })}</span>
              </Link>
              <span className={`state ${entryLook(entry)}`}>
                <span className="said">
                  <b>{entryText(entry, words)}</b> <Lasted entry={entry} />
                </span>
              </span>
            </li>
          );
        })}
      </ol>
      {before !== null && (
        <p className="note">
          {fill(words.kiosk.before, {
            state:
              before === 'open'
                ? words.kiosk.beforeOpen
                : fill(words.kiosk.beforeStopped, { why: whyText(before, words) }),
          })}
        </p>
      )}
    </>
  );
};

/** Of what should not be so: how long it was. */
const Lasted = ({ entry }: { readonly entry: TimelineEntry }): ReactNode => {
  const words = useWords();
  const look = entryLook(entry);
  if (entry.kind === 'log' || look === 'good' || look === 'dull') return null;
  if (entry.until === null) return <small>{words.kiosk.still}</small>;
  const time = lastingOf(Date.parse(entry.until) - Date.parse(entry.at), words.units);
  return <small>{fill(words.kiosk.lasted, { time })}</small>;
};
