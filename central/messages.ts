/** `node central/messages.ts`: receipts by message that wait or were given up; never to whom. */
import { EXIT_USAGE, leave, openForCli, readCli } from './cli.ts';

const USAGE = `DATABASE_URL=… node central/messages.ts [--all]

  --all   what was sent too
  --data  without DATABASE_URL: the folder of a central service that is not running
`;

const { values, positionals } = readCli(
  { all: { type: 'boolean' }, data: { type: 'string' } },
  USAGE,
);
if (positionals.length > 0) leave(EXIT_USAGE, USAGE);
const db = await openForCli(values, USAGE);
let query = db
  .selectFrom('outgoing_message')
  .select(['message_id', 'payment_id', 'channel', 'state', 'tries', 'taken_at_ms'])
  .orderBy('taken_at_ms');
if (values['all'] !== true) query = query.where('state', '!=', 'sent');
const rows = await query.execute();
await db.destroy();
const lines = rows.map((row) =>
  [
    row.message_id,
    `payment ${row.payment_id}`,
    row.channel.padEnd(5),
    row.state.padEnd(7),
    `${String(row.tries)} tries`,
    new Date(row.taken_at_ms).toISOString(),
  ].join('  '),
);
process.stdout.write(`${[...lines, `${String(rows.length)} messages`].join('\n')}\n`);
