/** `node central/reconcile.ts`: the acquirer's file of a day against kiosks' reports and ledger. */
import { readFileSync } from 'node:fs';
import { systemClock } from '../contract/clock.ts';
import { EXIT_USAGE, leave, need, openForCli, readCli } from './cli.ts';
import { importSettlementFile } from './reconciliation/settlement-file.ts';
import { reconcileDay } from './reconciliation/reconcile.ts';

const USAGE = `DATABASE_URL=… node central/reconcile.ts --day YYYY-MM-DD [--settlement FILE] [--replace]
    [--deadline-hours N] [--json] [--data DIR]

  --settlement      the acquirer's file of that day (CSV); without it, the one imported before
  --replace         it takes the place of another file of that day
  --deadline-hours  after the day's end, until a charge must stand in the ledger (default 72)
  --data            without DATABASE_URL: the folder of a central service that is not running

  Ends with 0 where everything agrees, 1 where differences were found, 65 where the file is not usable.
`;
const EXIT_DATA = 65;

const { values } = readCli(
  {
    day: { type: 'string' },
    settlement: { type: 'string' },
    replace: { type: 'boolean' },
    'deadline-hours': { type: 'string', default: '72' },
    json: { type: 'boolean' },
    data: { type: 'string' },
  },
  USAGE,
);
const day = need(values, 'day', USAGE);
const deadlineHours = Number(values['deadline-hours']);
if (!/^\d{4}-\d{2}-\d{2}$/u.test(day) || !Number.isInteger(deadlineHours) || deadlineHours < 0)
  leave(EXIT_USAGE, USAGE);
const db = await openForCli(values, USAGE);
const nowMs = systemClock.wallMs();

if (typeof values['settlement'] === 'string') {
  const text = readFileSync(values['settlement'], 'utf8');
  const replace = values['replace'] === true;
  const imported = await importSettlementFile(db, { text, day, replace, nowMs });
  if (!imported.ok) {
    await db.destroy();
    leave(
      EXIT_DATA,
      imported.error.code === 'anotherFile'
        ? `another file was imported for ${day}; --replace takes this one in its place`
        : `nothing was imported:\n${imported.error.problems
            .map(({ line, reason }) => `  line ${String(line)}: ${reason}`)
            .join('\n')}`,
    );
  }
}
const done = await reconcileDay(db, { day, deadlineHours, nowMs });
await db.destroy();
const lines = done.findings.map(({ kind, subject }) => `  ${kind.padEnd(18)} ${subject}`);
process.stdout.write(
  values['json'] === true
    ? `${JSON.stringify(done)}\n`
    : [
        `${day}: ${String(done.settledLines)} lines settled, ${String(done.agreed)} agree, ` +
          `${String(done.pending)} on their way, ${String(done.findings.length)} differences, ` +
          `${String(done.closed)} cases closed`,
        ...lines,
        '',
      ].join('\n'),
);
process.exitCode = done.findings.length === 0 ? 0 : 1;
