/** `npm run bench:logs`: how long a search of the health logs takes as they grow. See `BENCH_LOGS_USAGE`. */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import pg from 'pg';
import { migrate } from '../central/database/migrate.ts';
import { DAYS, fillLogs, kiosksFor } from './bench-logs/fill.ts';
import { measureSearches, type Measured } from './bench-logs/measure.ts';
import {
  BENCH_LOGS_USAGE,
  readBenchLogsOptions,
  type BenchLogsOptions,
} from './bench-logs/options.ts';
import { searchKinds } from './bench-logs/searches.ts';
import { grid, grouped } from './bench/table.ts';
import { takeLock } from './processes/lock.ts';
import { EXIT_USAGE, runCommand, type Command } from './processes/run-command.ts';
import { startCluster } from './quarter/cluster.ts';
import { openDatabase } from './quarter/prepare.ts';
import { showProgress } from './quarter/show.ts';

/** As any operator would set them; nothing about searching. */
const SETTINGS = {
  shared_buffers: '512MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  maintenance_work_mem: '256MB',
};

const sizeOf = async (url: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(inhrelid)) as bytes from pg_inherits
      where inhparent = 'health_log'::regclass`,
  );
  await client.end();
  return Number(rows[0]?.bytes);
};

const ms = (value: number): string => grouped(value, 1);

const show = (rows: number, measured: readonly Measured[], partitions: number): void => {
  console.log(
    `\n${grouped(rows)} rows of ${grouped(kiosksFor(rows))} kiosks in ${String(partitions)} days\n`,
  );
  console.log(
    grid(
      ['search', 'lines', 'p50 ms', 'p95 ms', 'most ms', 'statements', 'in plans', 'looked into'],
      measured.map((each) => [
        each.name,
        grouped(each.found, 0),
        ms(each.p50),
        ms(each.p95),
        ms(each.most),
        grouped(each.statements, 1),
        grouped(each.planned, 1),
        grouped(each.looked, 1),
      ]),
    ),
  );
};

const benchLogs = async (
  { sizes, searches, folder }: BenchLogsOptions,
  command: Command,
): Promise<number> => {
  const unlock = takeLock(`${folder}.lock`, folder);
  command.onEnd(() => {
    unlock();
    return Promise.resolve();
  });
  rmSync(folder, { recursive: true, force: true });
  const cluster = await startCluster(folder, SETTINGS);
  command.onEnd(async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const url = await cluster.createDatabase('central');
  const db = openDatabase(url);
  await migrate(db);
  await db.destroy();
  const nowMs = Date.now();
  const results: { readonly rows: number; readonly measured: readonly Measured[] }[] = [];
  let from = 0;
  for (const rows of sizes) {
    const startedMs = performance.now();
    await fillLogs(url, { from, to: rows, nowMs }, (done) => {
      showProgress('lines put in', done, rows);
    });
    const seconds = (performance.now() - startedMs) / 1_000;
    console.log(
      `\n${grouped(rows - from)} lines in ${grouped(seconds)} s; ` +
        `${grouped((await sizeOf(url)) / rows)} bytes a line with all indexes`,
    );
    const measured = await measureSearches(url, searchKinds(rows, nowMs), searches);
    show(rows, measured, DAYS);
    results.push({ rows, measured });
    from = rows;
  }
  console.log(
    `\n${JSON.stringify({
      cores: availableParallelism(),
      searches,
      p95: results.map(({ rows, measured }) => ({
        rows,
        ...Object.fromEntries(measured.map(({ name, p95 }) => [name, Number(p95.toFixed(1))])),
      })),
    })}`,
  );
  return 0;
};

const options = readBenchLogsOptions(process.argv.slice(2));
if (!options.ok) {
  console.error(`${options.error}\n\n${BENCH_LOGS_USAGE}`);
  process.exit(EXIT_USAGE);
} else await runCommand((command) => benchLogs(options.value, command));
