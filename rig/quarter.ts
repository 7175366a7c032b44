/** `npm run quarter`: a national quarter of payments through central's real API. See `QUARTER_USAGE`. */
import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { filsDigits, type Fils } from '../contract/money.ts';
import { grid, grouped, table } from './bench/table.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';
import { takeLock } from './processes/lock.ts';
import { startCluster } from './quarter/cluster.ts';
import { deliverQuarter } from './quarter/deliver.ts';
import { QUARTER_USAGE, readQuarterOptions, type QuarterOptions } from './quarter/options.ts';
import { measurePgbench } from './quarter/pgbench.ts';
import { makePlan, NATIONAL_PAYMENTS } from './quarter/plan.ts';
import { openDatabase, prepareDatabase } from './quarter/prepare.ts';
import { noProgress, readProgress, writeProgress } from './quarter/progress.ts';
import { closeBooks, quarterReports, reportText } from './quarter/report.ts';
import { showProgress } from './quarter/show.ts';
import { tableSizes } from './quarter/sizes.ts';

/** Durable as it comes: only memory and checkpoints are set as any operator of a ledger would. */
const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  max_connections: '60',
};

const load = (): string => readFileSync('/proc/loadavg', 'utf8').split(' ')[0] ?? '?';

const quarter = async (options: QuarterOptions, command: Command): Promise<number> => {
  const { payments, seed, folder } = options;
  const started = performance.now();
  const unlock = takeLock(`${folder}.lock`, folder);
  command.onEnd(() => {
    unlock();
    return Promise.resolve();
  });
  const before = options.fresh ? null : readProgress(folder, seed, payments);
  if (before === null) rmSync(folder, { recursive: true, force: true });
  else console.log(`Going on after day ${String(before.daysDone)} (--fresh begins anew).`);
  const cluster = await startCluster(folder, SETTINGS);
  command.onEnd(() => cluster.stop());
  const loadBefore = load();
  const seconds = payments < NATIONAL_PAYMENTS / 10 ? 1 : 5;
  const pgbenchPerSecond = await measurePgbench(cluster, folder, seconds);

  const plan = makePlan(seed, payments);
  const url = before === null ? await cluster.createDatabase('central') : cluster.url('central');
  const db = openDatabase(url);
  command.onEnd(() => db.destroy());
  let progress = before ?? noProgress(seed, payments);
  if (before === null) {
    await prepareDatabase(db, plan, (done) => {
      showProgress('bills put in', done, payments);
    });
    writeProgress(folder, progress);
  }
  const preparedMs = performance.now() - started;
  progress = await deliverQuarter({ plan, url, folder, progress, command });
  const deliveredAt = performance.now();
  const settledFils = await closeBooks(db);
  const reports = await quarterReports(db);
  const text = await reportText(db, reports);
  const totalMs = performance.now() - started;

  const rate = payments / (progress.submittingMs / 1000);
  const bd = (fils: number): string => filsDigits(fils as Fils);
  console.log(`\n${text}\n`);
  console.log(
    table([
      ['Payments of the quarter, by the report', grouped(reports.paid.total.payments)],
      ['Worth, by the report, BD', bd(reports.paid.total.fils)],
      ['Settled by day and service, BD', bd(settledFils)],
      ['Received before the quarter’s end', grouped(reports.received.total.payments)],
      ['Sent again, answered as before', grouped(progress.counts.again)],
      ['Requests', grouped(progress.counts.requests)],
      [
        '  payments in each',
        grouped((payments + progress.counts.again) / progress.counts.requests, 1),
      ],
      ['Preparing (pgbench, tables, kiosks, bills)', `${grouped(preparedMs / 1000, 1)} s`],
      ['Submitting', `${grouped(progress.submittingMs / 1000, 1)} s`],
      ['Books and report', `${grouped((totalMs - (deliveredAt - started)) / 1000, 1)} s`],
      ['In all, this run', `${grouped(totalMs / 1000, 1)} s`],
      ['Signed payments recorded', `${grouped(rate)} /s`],
      ['pgbench’s own durable inserts', `${grouped(pgbenchPerSecond)} /s`],
      ['  ours against it', `${grouped((rate / pgbenchPerSecond) * 100, 1)} %`],
      [
        'Processor cores; load before and after',
        `${String(availableParallelism())}; ${loadBefore}, ${load()}`,
      ],
    ]),
  );
  const sizes = (await tableSizes(db)).filter(({ rows }) => rows > payments / 10);
  console.log(
    `\n${grid(
      ['table', 'rows', 'bytes', 'bytes a payment'],
      sizes.map(({ name, rows, bytes }) => [
        name,
        grouped(rows),
        grouped(bytes),
        grouped(bytes / payments),
      ]),
    )}`,
  );
  const right =
    reports.paid.total.payments === payments &&
    reports.paid.total.fils === plan.fils &&
    settledFils === plan.fils;
  console.log(
    `\n${JSON.stringify({
      payments: reports.paid.total.payments,
      fils: reports.paid.total.fils,
      expected: { payments, fils: plan.fils },
      settledFils,
      receivedInQuarter: reports.received.total.payments,
      counts: progress.counts,
      seconds: { submitting: progress.submittingMs / 1000, total: totalMs / 1000 },
      perSecond: { payments: Math.round(rate), pgbench: Math.round(pgbenchPerSecond) },
      resumed: before !== null,
    })}`,
  );
  if (!right) console.error('The report is not the quarter that was submitted.');
  writeProgress(folder, { ...progress, finished: true });
  return right ? 0 : 1;
};

const options = readQuarterOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`${options.error}\n\n${QUARTER_USAGE}`);
  process.exit(EXIT_USAGE);
} else await runCommand((command) => quarter(options.value, command));
