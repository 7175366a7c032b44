/** `node central/cases.ts list|show|assign|close`: what does not agree, and who sees to it. */
import { systemClock } from '../contract/clock.ts';
import { assignCase, closeByHand } from './cases/case-files.ts';
import { evidenceSeen } from './decisions/statement.ts';
import { EXIT_USAGE, leave, need, openForCli, readCli } from './cli.ts';
import { writing } from './database/writing.ts';

const USAGE = `DATABASE_URL=… node central/cases.ts list [--all]
                node central/cases.ts show CASE
                node central/cases.ts assign CASE --to NAME --operator NAME
                node central/cases.ts close CASE --operator NAME --because TEXT

  --data  without DATABASE_URL: the folder of a central service that is not running
`;
const EXIT_NOT_FOUND = 1;
/** As much of `evidenceSeen` as people copy. */
const SEEN_CHARACTERS = 12;
const ASKS_PEOPLE =
  'a kiosk waits for an answer to this case: decide it (central/decide.ts), and it closes by itself';
const UUID = /^[0-9a-f-]{36}$/u;

const { values, positionals } = readCli(
  {
    all: { type: 'boolean' },
    to: { type: 'string' },
    operator: { type: 'string' },
    because: { type: 'string' },
    data: { type: 'string' },
  },
  USAGE,
);
const [what = '', caseId = ''] = positionals;
if (!['list', 'show', 'assign', 'close'].includes(what)) leave(EXIT_USAGE, USAGE);
if (what !== 'list' && !UUID.test(caseId)) leave(EXIT_USAGE, `which case?\n\n${USAGE}`);
const db = await openForCli(values, USAGE);
const nowMs = systemClock.wallMs();
const time = (ms: number): string => new Date(ms).toISOString();

const list = async (): Promise<string> => {
  let query = db.selectFrom('case_file').selectAll().orderBy('opened_at_ms');
  if (values['all'] !== true) query = query.where('status', '<>', 'closed');
  const rows = await query.execute();
  const lines = rows.map((row) =>
    [
      row.case_id,
      row.status.padEnd(12),
      row.kind.padEnd(16),
      row.owner.padEnd(16),
      time(row.opened_at_ms),
      row.subject,
    ].join('  '),
  );
  return `${[...lines, `${String(rows.length)} cases`].join('\n')}\n`;
};

const show = async (): Promise<string | null> => {
  const file = await db
    .selectFrom('case_file')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (file === undefined) return null;
  const history = await db
    .selectFrom('audit')
    .select(['at_ms', 'actor', 'action', 'detail'])
    .where('subject', '=', caseId)
    .orderBy('at_ms')
    .execute();
  const lines = history.map(
    ({ at_ms, actor, action, detail }) =>
      `${time(at_ms)}  ${actor}  ${action}${detail === null ? '' : `  ${detail}`}`,
  );
  const { evidence, ...head } = file;
  const shown = { ...head, evidence: JSON.parse(evidence) as unknown };
  const seen = `Decided with --seen ${evidenceSeen(evidence).slice(0, SEEN_CHARACTERS)}`;
  return `${JSON.stringify(shown, null, 2)}\n\n${lines.join('\n')}\n\n${seen}\n`;
};

const assign = async (): Promise<string | null> => {
  const who = { to: need(values, 'to', USAGE), by: need(values, 'operator', USAGE), nowMs };
  const done = await writing(db, nowMs, (transaction) => assignCase(transaction, caseId, who));
  return done ? 'assigned\n' : null;
};

const close = async (): Promise<string | null> => {
  const by = need(values, 'operator', USAGE);
  const because = need(values, 'because', USAGE);
  const closed = await writing(db, nowMs, (transaction) =>
    closeByHand(transaction, caseId, { by, because, nowMs }),
  );
  if (closed.ok) return 'closed\n';
  if (closed.error === 'notThere') return null;
  await db.destroy();
  return leave(EXIT_NOT_FOUND, ASKS_PEOPLE);
};

const doings = { list, show, assign, close };
const text = await doings[what as keyof typeof doings]();
await db.destroy();
if (text === null) leave(EXIT_NOT_FOUND, 'there is no such case, or it is closed');
else process.stdout.write(text);
