import type { FleetRow, TimelineEntry } from '../contract/console.ts';
import { fill, type Words } from './language.tsx';

/** `paper` and `out` as `paperOut`; `engine.closed` as `engineClosed`. */
const joined = (...parts: readonly string[]): string =>
  parts
    .flatMap((part) => part.split('.'))
    .map((part, at) => (at === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');

/** Names come from the kiosk: one may be newer than this page. */
type Table = Readonly<Record<string, string | undefined>>;

/** What a thing at a kiosk is called; its code where this release knows no word for it. */
export const thingText = (subject: string, words: Words): string => {
  const device: Table = words.device;
  const thing: Table = words.thing;
  return device[subject] ?? thing[subject] ?? subject;
};

/** How that thing is. */
export const stateText = (subject: string, state: string, words: Words): string => {
  const deviceState: Table = words.deviceState;
  const thingState: Table = words.thingState;
  const known = Object.hasOwn(words.device, subject)
    ? deviceState[state]
    : thingState[joined(subject, state)];
  return known ?? state;
};

/** Why nothing is sold. */
export const whyText = (code: string, words: Words): string => {
  const why: Table = words.why;
  return why[code] ?? code;
};

export const troubleText = (
  { subject, state }: FleetRow['troubles'][number],
  words: Words,
): string =>
  fill(words.fleet.trouble, {
    thing: thingText(subject, words),
    state: stateText(subject, state, words),
  });

/** One entry of the timeline as a sentence. */
export const entryText = ({ kind, subject, state }: TimelineEntry, words: Words): string => {
  const alert: Table = words.alert;
  if (kind === 'alert') return alert[subject] ?? subject;
  const event: Table = words.event;
  const known = event[kind === 'log' ? joined(subject) : joined(subject, state)];
  if (kind === 'log') {
    const what = known ?? subject;
    return state === ''
      ? what
      : fill(words.kiosk.changed, { thing: what, state: whyText(state, words) });
  }
  if (subject === 'sales')
    return state === 'open'
      ? words.kiosk.sellsAgain
      : fill(words.kiosk.stopped, { why: whyText(state, words) });
  if (subject === 'version') return fill(words.kiosk.newVersion, { version: state });
  if (known !== undefined) return known;
  return fill(words.kiosk.changed, {
    thing: thingText(subject, words),
    state: stateText(subject, state, words),
  });
};

const GOOD: readonly string[] = [
  'open',
  'online',
  'synchronised',
  'none',
  'low',
  'full',
  'closed',
  'mains',
  'no',
  'started',
];
const BAD_LOGS: readonly string[] = [
  'engine.closed',
  'engine.bug',
  'disk.refused',
  'journal.contradicted',
];

/** How much it matters: what stops sales is `bad`. */
export const entryLook = ({
  kind,
  subject,
  state,
}: TimelineEntry): 'bad' | 'warn' | 'good' | 'dull' => {
  if (kind === 'alert') return subject === 'offline' ? 'bad' : 'warn';
  if (kind === 'log') return BAD_LOGS.includes(subject) ? 'bad' : 'dull';
  if (subject === 'sales') return state === 'open' ? 'good' : 'bad';
  if (subject === 'engine' || subject === 'version') return 'dull';
  const isGood =
    subject === 'cover' || subject === 'door'
      ? state === 'closed'
      : subject === 'exposure'
        ? state === 'low' || state === 'half'
        : subject === 'paper'
          ? state === 'full' || state === 'unknown'
          : GOOD.includes(state);
  return isGood ? 'dull' : 'warn';
};
