/** `node central/report.ts --from DAY --to DAY`: what was paid in a period, from the database itself. */
import { parseArgs } from 'node:util';
import { Kysely } from 'kysely';
import { systemClock } from '../contract/clock.ts';
import { filsDigits, type Fils } from '../contract/money.ts';
import { addDays } from './database/day.ts';
import { postgresDialect } from './database/postgres.ts';
import type { CentralTables } from './database/schema.ts';
import { type PeriodReport, reportPeriod, type ReportRow } from './reports/period.ts';
import { closeDay } from './settlement/close-day.ts';
import { sqlStore } from './store/sql/store.ts';

const USAGE = `DATABASE_URL=… node central/report.ts --from YYYY-MM-DD --to YYYY-MM-DD
    [--by paid|received] [--previous-from YYYY-MM-DD] [--close] [--json]

  --by             the day of paying (default), or the day on which central heard of it
  --previous-from  the period to compare with begins here (default: the one just before)
  --close          first closes the books of every day of the period that is over
`;
const EXIT_USAGE = 64;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

const usage = (): never => {
  process.stderr.write(USAGE);
  process.exit(EXIT_USAGE);
};

const options = {
  from: { type: 'string', default: '' },
  to: { type: 'string', default: '' },
  by: { type: 'string', default: 'paid' },
  'previous-from': { type: 'string' },
  close: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
const read = () => {
  try {
    return parseArgs({ options }).values;
  } catch {
    return usage();
  }
};
const values = read();
const { from, to, by, 'previous-from': previousFrom } = values;
const url = process.env['DATABASE_URL'] ?? '';
const days = [from, to, ...(previousFrom === undefined ? [] : [previousFrom])];
if (url === '' || !days.every((day) => DAY.test(day)) || (by !== 'paid' && by !== 'received'))
  usage();

const text = (report: PeriodReport): string => {
  const line = ({ name, payments, fils, growth }: ReportRow): string => {
    const grown = growth.fils === null ? '–' : `${(growth.fils / 100).toFixed(2)} %`;
    const amount = filsDigits(fils as Fils);
    return [
      name.padEnd(20),
      payments.toLocaleString('en-GB').padStart(12),
      amount.padStart(20),
      grown.padStart(12),
    ].join('');
  };
  const { total } = report;
  const parts = [report.byService, report.byChannel, report.byDay, [{ name: 'all', ...total }]];
  return `${parts.map((rows) => rows.map(line).join('\n')).join('\n\n')}\n`;
};

const db = new Kysely<CentralTables>({
  dialect: postgresDialect(url, (error) => process.stderr.write(`${error.name}\n`)),
});
let problems = 0;
if (values.close)
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const closed = await closeDay(sqlStore(db), day, systemClock.wallMs());
    if (closed.ok || closed.error === 'notOverYet') continue;
    process.stderr.write(`${day}: ${closed.error}\n`);
    problems += 1;
  }
const report = await reportPeriod(db, {
  from,
  to,
  by: by === 'received' ? by : 'paid',
  ...(previousFrom === undefined ? {} : { previousFrom }),
});
process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : text(report));
await db.destroy();
process.exitCode = problems === 0 ? 0 : 1;
