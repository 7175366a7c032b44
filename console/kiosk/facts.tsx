import type { ReactNode } from 'react';
import type { KioskPage } from '../../contract/console.ts';
import { clockText, heardText } from '../fleet/fleet-table.tsx';
import { fill, useWords } from '../language.tsx';
import { dinars } from '../money.ts';
import { stateText, thingText } from '../plain-words.ts';
import { lastingOf, momentText } from '../times.ts';

/** Said elsewhere on the page, or only of interest where something changes. */
const ELSEWHERE: readonly string[] = ['sales', 'inDoubt', 'exposure', 'clock'];
/** What sales hang on comes first; what is not named here comes last. */
const ORDER: readonly string[] = ['terminal', 'printer', 'paper', 'cover', 'gateway'];

const place = (subject: string): number =>
  ORDER.includes(subject) ? ORDER.indexOf(subject) : ORDER.length;

/** How the kiosk is, as it said last. */
export const Facts = ({ kiosk }: { readonly kiosk: KioskPage }): ReactNode => {
  const words = useWords();
  const { row, states } = kiosk;
  const bad = new Set(row.troubles.map(({ subject }) => subject));
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    [words.kiosk.lastHeard, heardText(row, Date.parse(kiosk.now), words)],
    [words.kiosk.paper, row.paperLeft ?? words.fleet.unknown],
    [
      words.kiosk.waiting,
      row.exposurePayments === 0
        ? words.kiosk.none
        : fill(words.kiosk.waitingText, {
            fils: dinars(row.exposureFils),
            payments: row.exposurePayments,
          }),
    ],
    [
      words.kiosk.inDoubt,
      row.inDoubt === 0
        ? words.kiosk.none
        : fill(words.kiosk.inDoubtText, {
            payments: row.inDoubt,
            time: lastingOf(kiosk.oldestInDoubtMs, words.units),
          }),
    ],
    [words.fleet.columns.clock, clockText(row.skewMs, words)],
    [words.kiosk.version, row.version ?? words.fleet.unknown],
    [words.kiosk.services, kiosk.catalogueVersion ?? words.fleet.unknown],
    [
      words.kiosk.running,
      kiosk.startedAt === null ? words.fleet.unknown : momentText(kiosk.startedAt),
    ],
  ];
  return (
    <section className="facts" aria-labelledby="now">
      <h2 id="now">{words.kiosk.now}</h2>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {Object.entries(states)
          .filter(([subject]) => !ELSEWHERE.includes(subject))
          .toSorted(([a], [b]) => place(a) - place(b))
          .map(([subject, { state, since }]) => (
            <div key={subject} className={bad.has(subject) ? 'is-bad' : ''}>
              <dt>{thingText(subject, words)}</dt>
              <dd>
                {stateText(subject, state, words)}
                {bad.has(subject) && (
                  <small>{fill(words.kiosk.since, { time: momentText(since) })}</small>
                )}
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
};
