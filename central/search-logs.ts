/** `node central/search-logs.ts`: what the kiosks told of their health. See `SEARCH_LOGS_USAGE`. */
import { sleep, systemClock } from '../contract/clock.ts';
import { paymentIdSchema } from '../contract/ids.ts';
import { EXIT_USAGE, leave, openForCli, readCli } from './cli.ts';
import type { Database } from './database/schema.ts';
import { courseOf } from './telemetry/course.ts';
import { lineOf } from './telemetry/operator-routes.ts';
import {
  type FoundLine,
  type HealthFilter,
  type Place,
  searchHealth,
  SEVERITIES,
} from './telemetry/search.ts';
import { tailHealth, tailStart } from './telemetry/tail.ts';
import { courseText, lineText } from './telemetry/show.ts';
import { momentOf, sinceOf } from './telemetry/times.ts';

const USAGE = `DATABASE_URL=… node central/search-logs.ts [--kiosk ID] [--payment ID] [--device NAME] [--level debug|info|warn|error] [--text WORDS] [--since 2h | --from TIME --to TIME] [--limit N] [--json]
DATABASE_URL=… node central/search-logs.ts --follow [the same filters]
DATABASE_URL=… node central/search-logs.ts --course PAYMENT

  --level    the least; --text: words or beginnings of words that must all be there
  --since    30m, 2h, 3d: so long ago until now; 1d by default
  --from     2026-11-23 or 2026-11-23T14:05 in Bahrain's time, or with a zone of its own
  --follow   what arrives from now on, until interrupted
  --course   the spans of one payment
  --json     one JSON a line
  --data     without DATABASE_URL: the folder of a central service that is not running
`;

const TEXTS = ['kiosk', 'payment', 'device', 'level', 'text', 'since', 'from', 'to', 'limit'];
const { values, positionals } = readCli(
  {
    ...Object.fromEntries(TEXTS.map((name) => [name, { type: 'string' as const }])),
    course: { type: 'string' },
    data: { type: 'string' },
    follow: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  USAGE,
);
if (positionals.length > 0) leave(EXIT_USAGE, USAGE);

const text = (name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
const refuse = (name: string): never =>
  leave(EXIT_USAGE, `--${name}: found ${JSON.stringify(text(name))}\n\n${USAGE}`);

const readFilter = (): HealthFilter => {
  const level = text('level');
  if (level !== undefined && !Object.hasOwn(SEVERITIES, level)) refuse('level');
  const payment = text('payment');
  if (payment !== undefined && !paymentIdSchema.safeParse(payment).success) refuse('payment');
  const named = {
    kioskId: text('kiosk'),
    paymentId: payment,
    device: text('device'),
    level,
    text: text('text'),
  };
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
};

const readRange = (): { readonly fromMs: number; readonly toMs: number } => {
  const nowMs = systemClock.wallMs();
  const from = text('from');
  const to = text('to');
  const toMs = to === undefined ? nowMs + 1 : (momentOf(to) ?? refuse('to'));
  if (from !== undefined) return { fromMs: momentOf(from) ?? refuse('from'), toMs };
  return { fromMs: toMs - (sinceOf(text('since') ?? '1d') ?? refuse('since')), toMs };
};

const show = (line: FoundLine): void => {
  process.stdout.write(
    values['json'] === true ? `${JSON.stringify(lineOf(line))}\n` : lineText(line),
  );
};

/** Oldest of the page last, as they come. */
const search = async (db: Database, filter: HealthFilter): Promise<void> => {
  const range = readRange();
  let left = Number(text('limit') ?? '200');
  if (!Number.isInteger(left) || left < 1) refuse('limit');
  let before: Place | null = null;
  while (left > 0) {
    const limit = Math.min(left, 500);
    const at: { before?: Place } = before === null ? {} : { before };
    const page = await searchHealth(db, { ...filter, ...range, limit, ...at });
    for (const line of page.lines) show(line);
    left -= page.lines.length;
    before = page.next;
    if (before === null) break;
  }
};

const follow = async (db: Database, filter: HealthFilter): Promise<never> => {
  for (let place = await tailStart(db); ;) {
    const page = await tailHealth(db, filter, place);
    ({ place } = page);
    for (const line of page.lines) show(line);
    await sleep(systemClock, 500);
  }
};

const filter = readFilter();
const db = await openForCli(values, USAGE);
const course = text('course');
if (course !== undefined) {
  if (!paymentIdSchema.safeParse(course).success) refuse('course');
  process.stdout.write(courseText(await courseOf(db, course)));
} else if (values['follow'] === true) await follow(db, filter);
else await search(db, filter);
await db.destroy();
