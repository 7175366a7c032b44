/** `node central/suggestions.ts list|show|answer|close`: what people wrote to the ministries, where there is no desk. */
import { systemClock } from '../contract/clock.ts';
import { recordAudit } from './audit/record.ts';
import { EXIT_USAGE, leave, need, openForCli, readCli } from './cli.ts';
import { bahrainDay } from './database/day.ts';
import { writing } from './database/writing.ts';
import { answerSuggestion, closeSuggestion } from './suggestions/settle.ts';

const USAGE = `DATABASE_URL=… node central/suggestions.ts list [--ministry ID] [--all]
                node central/suggestions.ts show ID --operator NAME
                node central/suggestions.ts answer ID --operator NAME --text TEXT
                node central/suggestions.ts close ID --operator NAME --because TEXT

  --data  without DATABASE_URL: the folder of a central service that is not running
`;
const EXIT_NOT_FOUND = 1;
const UUID = /^[0-9a-f-]{36}$/u;

const { values, positionals } = readCli(
  {
    ministry: { type: 'string' },
    all: { type: 'boolean' },
    operator: { type: 'string' },
    text: { type: 'string' },
    because: { type: 'string' },
    data: { type: 'string' },
  },
  USAGE,
);
const [what = '', id = ''] = positionals;
if (!['list', 'show', 'answer', 'close'].includes(what)) leave(EXIT_USAGE, USAGE);
if (what !== 'list' && !UUID.test(id)) leave(EXIT_USAGE, `which message?\n\n${USAGE}`);
const by = what === 'list' ? '' : need(values, 'operator', USAGE);
const db = await openForCli(values, USAGE);
const nowMs = systemClock.wallMs();

/** Nothing personal: what was written is shown one by one, and that is audited. */
const list = async (): Promise<string> => {
  let query = db
    .selectFrom('suggestion')
    .select(['suggestion_id', 'tracking_number', 'ministry_id', 'kind', 'state', 'due_on'])
    .orderBy('due_on')
    .orderBy('received_at_ms');
  const ministry = values['ministry'];
  if (typeof ministry === 'string') query = query.where('ministry_id', '=', ministry);
  if (values['all'] !== true) query = query.where('state', '=', 'open');
  const rows = await query.execute();
  const today = bahrainDay(nowMs);
  const lines = rows.map((row) =>
    [
      row.suggestion_id,
      row.tracking_number,
      row.ministry_id.padEnd(20),
      row.kind.padEnd(10),
      row.state.padEnd(8),
      `due ${row.due_on}${row.state === 'open' && row.due_on < today ? '  LATE' : ''}`,
    ].join('  '),
  );
  return `${[...lines, `${String(rows.length)} messages`].join('\n')}\n`;
};

const show = (): Promise<string | null> =>
  writing(db, nowMs, async (transaction) => {
    const row = await transaction
      .selectFrom('suggestion')
      .selectAll()
      .where('suggestion_id', '=', id)
      .executeTakeFirst();
    if (row === undefined) return null;
    const entry = { subject: id, actor: by, action: 'suggestionShown' } as const;
    await recordAudit(transaction, [entry], nowMs);
    const shown = Object.fromEntries(
      Object.entries(row).filter(([column]) => column !== 'content_sha256'),
    );
    return `${JSON.stringify(shown, null, 2)}\n`;
  });

const answer = async (): Promise<string | null> => {
  const text = need(values, 'text', USAGE);
  const done = await writing(db, nowMs, (transaction) =>
    answerSuggestion(transaction, id, { answer: text, by, nowMs }),
  );
  if (done.ok) return 'answered\n';
  return done.error === 'notOpen' ? null : leave(EXIT_USAGE, 'the answer is too long');
};

const close = async (): Promise<string | null> => {
  const because = need(values, 'because', USAGE);
  const done = await writing(db, nowMs, (transaction) =>
    closeSuggestion(transaction, id, { because, by, nowMs }),
  );
  return done ? 'closed\n' : null;
};

const doings = { list, show, answer, close };
const text = await doings[what as keyof typeof doings]();
await db.destroy();
if (text === null) leave(EXIT_NOT_FOUND, 'there is no such message, or it is not open any more');
else process.stdout.write(text);
