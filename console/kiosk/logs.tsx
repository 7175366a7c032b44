import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { HealthLine } from '../../contract/health-logs.ts';
import { read } from '../api.ts';
import { Link } from '../design/link.tsx';
import { Waiting } from '../design/waiting.tsx';
import { fill, useWords } from '../language.tsx';
import { linkTo } from '../router.ts';
import { MINUTE_MS, secondsOf, timeOf } from '../times.ts';

const AROUND_MS = 10 * MINUTE_MS;
const WARNING = 13;
const ERROR = 17;

/** The kiosk's own log ten minutes around a moment, as the engine wrote it. */
export const Logs = ({
  kioskId,
  day,
  at,
}: {
  readonly kioskId: string;
  readonly day: string;
  readonly at: number;
}): ReactNode => {
  const words = useWords();
  const [level, setLevel] = useState<'debug' | 'warn'>('debug');
  const [from, to] = [at - AROUND_MS, at + AROUND_MS];
  const asked = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    level,
  });
  const logs = useQuery({
    queryKey: ['logs', kioskId, at, level],
    queryFn: () =>
      read<{ lines: HealthLine[] }>(`/kiosks/${encodeURIComponent(kioskId)}/logs?${asked}`),
  });
  const path = `/kiosks/${kioskId}`;
  return (
    <section className="logs" aria-labelledby="logs">
      <div className="heading">
        <h2 id="logs">{fill(words.kiosk.logs, { from: timeOf(from), to: timeOf(to) })}</h2>
        <ToggleButtonGroup
          className="choice"
          aria-label={words.kiosk.level}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[level]}
          onSelectionChange={([key]) => {
            setLevel(key === 'warn' ? 'warn' : 'debug');
          }}
        >
          <ToggleButton id="debug">{words.kiosk.allLevels}</ToggleButton>
          <ToggleButton id="warn">{words.kiosk.warnings}</ToggleButton>
        </ToggleButtonGroup>
        <span className="days">
          <Link to={linkTo(path, { day, at: String(at - AROUND_MS) })}>
            {words.kiosk.earlierLogs}
          </Link>
          <Link to={linkTo(path, { day, at: String(at + AROUND_MS) })}>
            {words.kiosk.laterLogs}
          </Link>
          <Link to={linkTo(path, { day })}>{words.kiosk.close}</Link>
        </span>
      </div>
      {logs.data === undefined ? (
        <Waiting failed={logs.isError} />
      ) : logs.data.lines.length === 0 ? (
        <p className="note">{words.kiosk.noLogs}</p>
      ) : (
        <Lines lines={logs.data.lines} />
      )}
    </section>
  );
};

const Lines = ({ lines }: { readonly lines: readonly HealthLine[] }): ReactNode => {
  const words = useWords();
  return (
    // Scrolled by keys too: it holds nothing that takes the focus.
    <div className="lines" tabIndex={0} role="group" aria-labelledby="logs">
      <table>
        <thead>
          <tr>
            <th scope="col">{words.kiosk.time}</th>
            <th scope="col">{words.kiosk.event}</th>
            <th scope="col">{words.kiosk.details}</th>
          </tr>
        </thead>
        {/* The engine writes for engineers: its own words, from left to right. */}
        <tbody>
          {lines.map((line) => (
            <tr key={line.id} className={lookOf(line.level)}>
              <td className="digits">{secondsOf(Date.parse(line.at))}</td>
              <td>
                <bdi dir="ltr" lang="en">
                  {line.event}
                </bdi>
              </td>
              <td>
                <bdi dir="ltr" lang="en">
                  {detailsOf(line)}
                </bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const lookOf = (level: number): string =>
  level >= ERROR ? 'is-error' : level >= WARNING ? 'is-warning' : '';

const detailsOf = ({ device, fields, paymentId }: HealthLine): string =>
  [
    ...(device === null ? [] : [device]),
    ...Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`),
    ...(paymentId === null ? [] : [`payment=${paymentId}`]),
  ].join('  ');
